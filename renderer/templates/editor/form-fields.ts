import type { TemplateEntry, TemplateFinding, TemplateSetInfo } from '../../../preload/contract/index.ts';

/** A key as the form shows it. */
export interface FormField {
  readonly key: string;
  /** Null for a key that AEM does not know. */
  readonly title: string | null;
  readonly needed: boolean;
  readonly value: string;
  readonly missing: boolean;
  /** What was found wrong within this key. */
  readonly findings: readonly TemplateFinding[];
}

/** The keys of the set in its order, then all others of the file in theirs. Of a key that is there twice the last counts. */
export function formFields(
  set: Pick<TemplateSetInfo, 'keys'>,
  entries: readonly TemplateEntry[],
  findings: readonly TemplateFinding[],
): readonly FormField[] {
  const last = new Map(entries.map((entry) => [entry.key, entry]));
  const known = new Set(set.keys.map(({ name }) => name));
  const others = [...last.values()].filter(({ key }) => !known.has(key));
  const field = (key: string, title: string | null, needed: boolean): FormField => {
    const entry = last.get(key);
    return {
      key,
      title,
      needed,
      value: entry?.value ?? '',
      missing: entry === undefined,
      findings: entry === undefined ? [] : findings.filter((finding) => isWithin(finding, entry)),
    };
  };
  return [
    ...set.keys.map(({ name, title, needed }) => field(name, title, needed)),
    ...others.map(({ key }) => field(key, null, false)),
  ];
}

function isWithin({ from, to }: TemplateFinding, { keyPlace, valuePlace }: TemplateEntry): boolean {
  return to > from && from >= keyPlace.from && from <= valuePlace.to;
}

/** The names of the variables in a text, each once, in order. */
export function variablesOf(entries: readonly TemplateEntry[]): readonly string[] {
  const names = entries.flatMap(({ value }) =>
    [...value.matchAll(/\$\{([^{}\n]*)\}/g)].map(([, name = '']) => name),
  );
  return [...new Set(names)];
}
