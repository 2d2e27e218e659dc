import type { i18n } from 'i18next';
import type { Diagnosis } from '../../preload/contract/index.ts';

/** Where a command speaks: one JSON document and JSON lines for scripts, sentences for people. */
export interface Output {
  readonly json: boolean;
  readonly texts: i18n;
  /** The one answer, on stdout. @param forPeople the same in words; a newline is added */
  result(document: unknown, forPeople: string): void;
  /** What happens on the way, on stderr. */
  event(event: { readonly event: string; readonly [field: string]: unknown }, forPeople?: string): void;
  /** Something a person should know although all went well, on stderr. */
  note(name: string, forPeople: string): void;
  /** Why there is no answer: on stderr, and for scripts in the answer's place as well. */
  failure(code: string, message: string, diagnosis?: Diagnosis): void;
}

export function createOutput(
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>,
  json: boolean,
  texts: i18n,
): Output {
  const event: Output['event'] = (what, forPeople) => {
    if (json) stderr.write(`${JSON.stringify(what)}\n`);
    else if (forPeople) stderr.write(`${forPeople}\n`);
  };
  return {
    json,
    texts,
    result: (document, forPeople) => {
      stdout.write(json ? `${JSON.stringify(document)}\n` : forPeople === '' ? '' : `${forPeople}\n`);
    },
    event,
    note: (name, forPeople) => event({ event: 'note', name, text: forPeople }, forPeople),
    failure: (code, message, diagnosis) => {
      if (!json) {
        stderr.write(diagnosis ? describeDiagnosis(diagnosis, texts) : `${message}\n`);
        return;
      }
      const error = { code, message, ...(diagnosis ? { diagnosis } : {}) };
      stdout.write(`${JSON.stringify({ error })}\n`);
      event({ event: 'error', ...error });
    },
  };
}

/** A diagnosis as a terminal shows it. */
export function describeDiagnosis(diagnosis: Diagnosis, texts: i18n): string {
  const { title, meaning, causes, fix, link, evidence } = diagnosis;
  const lines = [
    title,
    ...(meaning && meaning !== title ? ['', meaning] : []),
    ...(causes.length > 0
      ? ['', texts.t('cli:diagnosis.why'), ...causes.map((cause) => `  - ${cause}`)]
      : []),
    ...(fix.length > 0
      ? ['', texts.t('cli:diagnosis.do'), ...fix.map((step, index) => `  ${index + 1}. ${step}`)]
      : []),
    ...(link ? ['', `${texts.t('cli:diagnosis.link')} ${link}`] : []),
    ...(evidence
      ? ['', texts.t('cli:diagnosis.evidence'), ...evidence.split('\n').map((line) => `  ${line}`)]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}
