import type { KeptTemplate, TemplateSetInfo } from '../../../preload/contract/index.ts';

/** How a template stands, the worst first. */
export type Standing = 'errors' | 'missing' | 'warnings' | 'complete';

export function standing({ errors, warnings, filledKeys, keys }: KeptTemplate): Standing {
  if (errors > 0) return 'errors';
  if (filledKeys < keys) return 'missing';
  return warnings > 0 ? 'warnings' : 'complete';
}

/** What the overview has to know of a set. */
type GridSet = Pick<TemplateSetInfo, 'id'> & {
  readonly locations: Pick<TemplateSetInfo['locations'], 'perLanguage'>;
};

export interface OverviewRow<Info> {
  readonly set: Info;
  /** By language; null where nothing is kept, undefined where the set has one file for all languages. */
  readonly cells: ReadonlyMap<string, KeptTemplate | null | undefined>;
}

export interface OverviewGrid<Info extends GridSet = TemplateSetInfo> {
  /** English first, then in order. */
  readonly languages: readonly string[];
  readonly rows: readonly OverviewRow<Info>[];
}

export function overviewGrid<Info extends GridSet>(
  sets: readonly Info[],
  kept: readonly KeptTemplate[],
): OverviewGrid<Info> {
  const used = new Set(kept.map(({ language }) => language));
  used.delete('en');
  const languages = ['en', ...[...used].sort()];
  const rows = sets.map((set) => {
    const cell = (language: string) => {
      const found = kept.find((template) => template.set === set.id && template.language === language);
      if (found) return found;
      return set.locations.perLanguage || language === 'en' ? null : undefined;
    };
    return { set, cells: new Map(languages.map((language) => [language, cell(language)])) };
  });
  return { languages, rows };
}
