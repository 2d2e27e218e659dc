import type { Diagnosis } from '../../preload/contract/index.ts';
import type { CatalogueTexts, Values } from './catalogue-texts.ts';

const FACTS = ['mailbox', 'tenant', 'clientId', 'redirectUri', 'scopes', 'host'] as const;

/**
 * A message to the one who can fix it: what happened, what to do, and the facts. It holds nothing that is not in the
 * diagnosis, so that it is as free of secrets.
 */
export function requestFor(texts: CatalogueTexts, diagnosis: Diagnosis, values: Values): string {
  const say = (key: string, replace: Values = {}) => texts.text(`general:request/${key}`, replace);
  const { title, meaning, fix, trace, evidence, link } = diagnosis;
  const facts: readonly (readonly [key: string, value: string | undefined])[] = [
    ...FACTS.map((fact) => [fact, values[fact]] as const),
    ['traceId', trace?.traceId],
    ['correlationId', trace?.correlationId],
    ['timestamp', trace?.timestamp],
    ['evidence', evidence],
    ['link', link ?? undefined],
  ];
  return [
    say(diagnosis.fixer),
    '',
    say('what', { title }),
    say('meaning', { meaning }),
    '',
    say('please'),
    ...fix.map((step, index) => `${index + 1}. ${step}`),
    '',
    say('facts'),
    ...facts.flatMap(([key, value]) => (value ? [`- ${say(key, { value })}`] : [])),
  ].join('\n');
}
