import type { ImportCandidate, TemplateSetId, TemplateSetInfo } from '../../../preload/contract/index.ts';

/** What shall become of a file that was found. */
export interface ImportChoice {
  readonly take: boolean;
  readonly set: TemplateSetId | null;
  readonly language: string | null;
  readonly as: 'template' | 'original' | 'both';
  /** Read as the Unicode it was meant to be, not as AEM would. */
  readonly asUnicode: boolean;
}

/** What has to be known of a set. */
type KnownSet = Pick<TemplateSetInfo, 'id'> & {
  readonly locations: Pick<TemplateSetInfo['locations'], 'perLanguage'>;
};

/**
 * What an admin most likely wants: their own files as templates, Adobe's as the originals to compare with, and also as
 * the beginning where there is nothing else.
 */
export function likelyChoices(
  found: readonly ImportCandidate[],
  sets: readonly KnownSet[],
): readonly ImportChoice[] {
  return found.map((candidate) => {
    const language = candidate.language ?? onlyLanguage(candidate.set, sets);
    const { set, format, encoding, shipped, replaces } = candidate;
    const rivals = found.filter(
      (other) => other !== candidate && other.set === set && other.language === language,
    );
    const ownThere = replaces || rivals.some((other) => !other.shipped);
    const shippedThere = rivals.some((other) => other.shipped);
    const first = rivals
      .filter((other) => other.shipped === shipped)
      .every((other) => found.indexOf(other) > found.indexOf(candidate));
    return {
      take: format === 'properties' && set !== null && language !== null && first,
      set,
      language,
      as: shipped ? (ownThere ? 'original' : 'both') : shippedThere ? 'template' : 'both',
      asUnicode: candidate.asUnicode !== undefined && encoding.startsWith('utf'),
    };
  });
}

/** A set that has one file for all languages keeps it as English. */
export function onlyLanguage(set: TemplateSetId | null, sets: readonly KnownSet[]): 'en' | null {
  return sets.find(({ id }) => id === set)?.locations.perLanguage === false ? 'en' : null;
}

/** The rows that would take the place of each other, or lack a set or a language. */
export function unclear(choices: readonly ImportChoice[]): ReadonlySet<number> {
  const seen = new Map<string, number>();
  const wrong = new Set<number>();
  choices.forEach(({ take, set, language, as }, index) => {
    if (!take) return;
    if (set === null || language === null) {
      wrong.add(index);
      return;
    }
    for (const place of as === 'both' ? ['template', 'original'] : [as]) {
      const name = `${set}/${language}/${place}`;
      const other = seen.get(name);
      if (other === undefined) seen.set(name, index);
      else wrong.add(other).add(index);
    }
  });
  return wrong;
}

export interface ImportRequest {
  readonly set: TemplateSetId;
  readonly language: string;
  readonly text: string;
  readonly as: ImportChoice['as'];
}

export function importRequests(
  found: readonly ImportCandidate[],
  choices: readonly ImportChoice[],
): readonly ImportRequest[] {
  return found.flatMap((candidate, index) => {
    const choice = choices[index];
    if (!choice?.take || choice.set === null || choice.language === null) return [];
    const { set, language, as } = choice;
    return [{ set, language, as, text: textOf(candidate, choice) }];
  });
}

export function textOf(candidate: ImportCandidate, { asUnicode }: ImportChoice): string {
  return asUnicode ? (candidate.asUnicode ?? candidate.text) : candidate.text;
}
