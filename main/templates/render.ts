import type { i18n } from 'i18next';
import { propertiesOf, readProperties } from './properties/document.ts';
import type { TemplateSet } from './sets/template-set.ts';
import { variablePattern } from './variables.ts';

export interface RenderedMail {
  readonly subject: string;
  readonly body: string;
  /** Whether the body is HTML. */
  readonly html: boolean;
  /** Names without a value, in the order they are met; they stay in the mail as `${name}`. */
  readonly unresolved: readonly string[];
}

/**
 * The mail as its recipient sees it. Values are put in as they are and never looked into: what is in them stays text.
 *
 * A file that Java would refuse is read as well as it can be, so that a preview can be had while one types.
 */
export function render(
  text: string,
  set: TemplateSet,
  values: Readonly<Record<string, string>>,
): RenderedMail {
  const properties = propertiesOf(readProperties(text));
  const unresolved = new Set<string>();
  const fill = (key: string) =>
    (properties.get(key) ?? '').replaceAll(variablePattern, (whole, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) unresolved.add(name);
      return value ?? whole;
    });
  const subject = fill('subject');
  const body = set.body.map(fill).join('');
  return { subject, body, html: set.html, unresolved: [...unresolved] };
}

/** A likely value for each variable of a set. */
export function sampleValues(set: TemplateSet, texts: i18n): Record<string, string> {
  return Object.fromEntries(
    set.variables.map((name) => [name, texts.t(`templates:variables.${name}.sample`)]),
  );
}
