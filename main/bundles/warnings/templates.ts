import type { BundleInput } from '../target.ts';
import { type PlacedTemplates, templateName } from '../targets/aem/templates.ts';
import type { Warning } from './warning.ts';

/** What is wrong with templates that go into AEM, or what the admin has to see to. */
export function templates({ texts }: BundleInput, placed: PlacedTemplates): Warning[] {
  const { application, content, left } = placed;
  const taken = [...application, ...content];
  return [
    ...left.map((template) => warning('noPlace', { template: templateName(template, texts) })),
    ...taken.flatMap((template): Warning[] => {
      const [first] = template.errors;
      if (!first) return [];
      const count = template.errors.length;
      return [warning('broken', { template: templateName(template, texts), ...first, count })];
    }),
    ...taken
      .filter(({ path }) => path.startsWith('/etc/'))
      .map((template) => warning('legacy', { template: templateName(template, texts), path: template.path })),
    ...(taken.some(({ set }) => set === 'assign-task') ? [warning('assignTask')] : []),
  ];
}

/** For a system that is not AEM. */
export function templatesLeftOut({ templates: carried, texts }: BundleInput): Warning[] {
  if (carried.length === 0) return [];
  const names = carried.map((template) => templateName(template, texts));
  return [warning('leftOut', { templates: names.join(', ') })];
}

function warning(key: string, values: Readonly<Record<string, string | number>> = {}): Warning {
  return { key: `bundleTemplates:warnings.${key}`, ...values };
}
