import type { i18n } from 'i18next';
import type { TemplateSetInfo } from '../../preload/contract/index.ts';
import { sampleValues } from './render.ts';
import { templateSets } from './sets/sets.ts';
import type { TemplateSet } from './sets/template-set.ts';

/** Every set in the admin's words. */
export function describeSets(texts: i18n): TemplateSetInfo[] {
  return templateSets.map((set) => describeSet(set, texts));
}

function describeSet(set: TemplateSet, texts: i18n): TemplateSetInfo {
  const samples = sampleValues(set, texts);
  const { locations } = set;
  const notes = texts.t(`templates:sets.${set.id}.notes`, {
    returnObjects: true,
    override: locations.override,
  }) as string[];
  return {
    id: set.id,
    title: texts.t(`templates:sets.${set.id}.title`),
    description: texts.t(`templates:sets.${set.id}.description`),
    notes: locations.legacy
      ? [texts.t('templates:sets.legacy', { legacy: locations.legacy }), ...notes]
      : notes,
    keys: set.keys.map((key) => ({ ...key, title: texts.t(`templates:keys.${key.name}`) })),
    variables: set.variables.map((name) => ({
      name,
      meaning: texts.t(`templates:variables.${name}.meaning`),
      sample: samples[name] ?? '',
    })),
    otherVariables: set.otherVariables,
    html: set.html,
    locations: { ...locations, order: [...locations.order] },
  };
}
