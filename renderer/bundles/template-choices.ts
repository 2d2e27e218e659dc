import type { KeptTemplate, TemplateSetInfo } from '../../preload/contract/index.ts';
import type { TemplateChoice } from './bundle-form.ts';

export interface TemplateGroup {
  readonly set: Pick<TemplateSetInfo, 'id' | 'title'>;
  readonly languages: readonly string[];
}

/** The kept templates by their sets; a set without one is not there. */
export function templateGroups(
  sets: readonly TemplateGroup['set'][],
  kept: readonly TemplateChoice[],
): readonly TemplateGroup[] {
  return sets
    .map((set) => ({
      set,
      languages: kept.filter((each) => each.set === set.id).map(({ language }) => language),
    }))
    .filter(({ languages }) => languages.length > 0);
}

export function isChosen(chosen: readonly TemplateChoice[], set: string, language: string): boolean {
  return chosen.some((each) => each.set === set && each.language === language);
}

/** All of a set where one was missing, else none of it. */
export function toggleSet(
  chosen: readonly TemplateChoice[],
  { set, languages }: TemplateGroup,
): TemplateChoice[] {
  const others = chosen.filter((each) => each.set !== set.id);
  const whole = languages.every((language) => isChosen(chosen, set.id, language));
  return whole ? others : [...others, ...languages.map((language) => ({ set: set.id, language }))];
}

export function toggleLanguage(
  chosen: readonly TemplateChoice[],
  { set }: TemplateGroup,
  language: string,
): TemplateChoice[] {
  const others = chosen.filter((each) => each.set !== set.id || each.language !== language);
  return others.length < chosen.length ? others : [...others, { set: set.id, language }];
}

/** @param wish `all`, or the id of a set */
export function wishedTemplates(kept: readonly KeptTemplate[], wish: string | undefined): TemplateChoice[] {
  return kept
    .filter(({ set }) => wish === 'all' || wish === set)
    .map(({ set, language }) => ({ set, language }));
}
