import type { Page } from '../page.ts';
import { TemplateEditor } from './editor/TemplateEditor.tsx';
import { ImportTemplates } from './import/ImportTemplates.tsx';
import { Overview } from './overview/Overview.tsx';

export function TemplatesPage({ page }: { readonly page: Page & { readonly name: 'templates' } }) {
  if (page.view === 'import') return <ImportTemplates />;
  if (page.set === undefined) return <Overview />;
  return <TemplateEditor set={page.set} language={page.language ?? 'en'} />;
}
