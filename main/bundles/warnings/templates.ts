import type { i18n } from 'i18next';
import type { CarriedTemplate } from '../../templates/carry.ts';
import { type PlacedTemplates, templateName } from '../aem/templates.ts';
import type { BundleInput } from '../target.ts';
import type { Warning } from './warning.ts';

/** What is wrong with templates that go into AEM, or what the admin has to see to. */
export function templates({ texts }: BundleInput, placed: PlacedTemplates): Warning[] {
  const { application, content, left } = placed;
  const taken = [...application, ...content];
  const legacy = taken.filter(({ path }) => path.startsWith('/etc/'));
  return [
    ...(left.length > 0 ? [warning('noPlace', { templates: names(left, texts) })] : []),
    ...taken.flatMap((template) => broken(template, texts)),
    ...(legacy.length > 0 ? [warning('legacy', { templates: names(legacy, texts), path: '/etc' })] : []),
    ...(taken.some(({ set }) => set === 'assign-task') ? [warning('assignTask')] : []),
  ];
}

function broken(template: CarriedTemplate, texts: i18n): Warning[] {
  const [first] = template.errors;
  if (!first) return [];
  const count = template.errors.length;
  return [warning('broken', { template: templateName(template, texts), ...first, count })];
}

/** For a system that is not AEM. */
export function templatesLeftOut({ templates: carried, texts }: BundleInput): Warning[] {
  if (carried.length === 0) return [];
  return [warning('leftOut', { templates: names(carried, texts) })];
}

function names(templates: readonly CarriedTemplate[], texts: i18n): string {
  return templates.map((template) => templateName(template, texts)).join(', ');
}

function warning(key: string, values: Readonly<Record<string, string | number>> = {}): Warning {
  return { key: `bundleTemplates:warnings.${key}`, ...values };
}
