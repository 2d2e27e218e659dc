import { bullets, code, codeBlock } from '../markdown.ts';
import { xmlText } from '../package/xml.ts';
import type { BundleInput } from '../target.ts';
import {
  applicationPackagePath,
  contentPackagePath,
  type PlacedTemplates,
  templateName,
} from './templates.ts';

/** Rows for the table of what is in a bundle: the file or folder, and what it is for. */
export function templateContents(
  { application, content }: PlacedTemplates,
  { texts }: BundleInput,
  way: Way,
): [path: string, purpose: string][] {
  const t = texts.getFixedT(null, 'bundleTemplates', 'readme.contents');
  const applicationPath = way === 'source' ? 'ui.apps' : applicationPackagePath;
  return [
    ...(application.length === 0
      ? []
      : [[code(applicationPath), t('application')] satisfies [string, string]]),
    ...(content.length === 0 ? [] : [[code(contentPackagePath), t('content')] satisfies [string, string]]),
  ];
}

/** How what belongs to the application gets into AEM: with the project, or by Package Manager. */
type Way = 'source' | 'package';

/**
 * What to do with the templates of a bundle, as blocks of its README.
 *
 * @param number of the step
 */
export function templatesSection(
  placed: PlacedTemplates,
  { texts }: BundleInput,
  number: number,
  way: Way,
): string[] {
  const { application, content } = placed;
  const all = [...application, ...content];
  if (all.length === 0) return [];
  const t = texts.getFixedT(null, 'bundleTemplates', 'readme');
  const hiddenBy = all.flatMap(({ legacyPath }) => legacyPath ?? []);
  const assigned = all.filter(({ set }) => set === 'assign-task').map(({ path }) => path);
  const filters = application.map(({ path }) => `<filter root="${xmlText(path)}"/>`);
  const source = way === 'source' && application.length > 0;
  const packages = [
    ...(way === 'package' && application.length > 0 ? [applicationPackagePath] : []),
    ...(content.length > 0 ? [contentPackagePath] : []),
  ];
  return [
    `## ${number}. ${t('title')}`,
    t('intro'),
    bullets(all.map((template) => `${code(template.path)}: ${templateName(template, texts)}`)),
    ...(source ? [t('source'), codeBlock('xml', filters.join('\n'))] : []),
    ...(packages.length > 0 ? [t('package'), bullets(packages.map(code))] : []),
    ...(assigned.length === 0 ? [] : [t('assignTask'), bullets(assigned.map(code))]),
    ...(way === 'package' && hiddenBy.length > 0 ? [t('hidden'), bullets(hiddenBy.map(code))] : []),
    t('check'),
  ];
}
