import type { Diagnosis, FailureClass, Fixer } from '../../preload/contract/index.ts';
import type { CatalogueTexts, Values, Words } from './catalogue-texts.ts';
import type { Classified } from './classify.ts';
import { findTrace, findValues } from './details.ts';
import type { Found } from './match.ts';
import { redact } from './redact.ts';
import { lineAround } from './report.ts';
import { requestFor } from './request.ts';

/** All that was found out about a text. */
export interface Described {
  /** Normalised. */
  readonly text: string;
  readonly decoded: readonly string[];
  /** The root first. */
  readonly found: readonly Found[];
  readonly classified?: Classified | undefined;
  /** It is known to be a failure, of this class at least. */
  readonly failed?: FailureClass | undefined;
  readonly values: Values;
  readonly secrets: readonly string[];
}

const SHORT = 900;
const CONTRIBUTING = 5;
const VALUE_LIMIT = 300;

/** Puts what was found into words. */
export function describe(texts: CatalogueTexts, described: Described): Diagnosis {
  const { text, found } = described;
  const mask = (value: string) => redact(value, described.secrets);
  const [root] = found;
  const trace = findTrace(text);
  const values = cleanValues({ ...findValues(text), ...root?.groups, ...described.values }, mask);
  const verdict = root ? knownVerdict(texts, root, values) : unknownVerdict(texts, described, values);
  const evidence = mask(text.length <= SHORT ? text : verdict.line(text)).trim();
  const contributing = root ? besides(texts, found, text, values) : [];
  const { line: _, ...diagnosis } = verdict;
  const request =
    diagnosis.fixer === 'you' || diagnosis.id === 'none'
      ? undefined
      : requestFor(texts, { ...diagnosis, evidence, ...(trace && { trace }) }, values);
  return {
    ...diagnosis,
    evidence,
    ...(contributing.length > 0 && { contributing }),
    ...(request && { request }),
    ...(described.decoded.length > 0 && { decoded: described.decoded.map(mask) }),
    ...(trace && { trace }),
  };
}

type Verdict = Omit<Diagnosis, 'evidence'> & { readonly line: (text: string) => string };

function knownVerdict(texts: CatalogueTexts, root: Found, values: Values): Verdict {
  const { signature } = root;
  return {
    ...copy(texts.words(`${root.family}:${signature.id}`, values)),
    matched: signature.generic !== true,
    id: signature.id,
    class: signature.class,
    link: signature.link,
    confidence: signature.confidence,
    retryable: signature.retryable,
    fixer: signature.fixer,
    verification: signature.verification,
    line: (text) => lineAround(text, root.at),
  };
}

const WHO: Readonly<Partial<Record<FailureClass, Fixer>>> = { server: 'provider' };

function unknownVerdict(texts: CatalogueTexts, described: Described, values: Values): Verdict {
  const { classified, failed } = described;
  const isNone = !classified && !failed;
  const seen = classified?.class ?? 'unknown';
  const kind = isNone ? 'none' : seen === 'unknown' ? (failed ?? seen) : seen;
  return {
    ...copy(texts.words(`general:${kind}`, values)),
    matched: false,
    id: isNone ? 'none' : 'unknown',
    class: kind,
    link: null,
    confidence: isNone ? 'high' : 'low',
    retryable: classified?.retryable ?? false,
    fixer: WHO[kind] ?? 'you',
    line: () => classified?.line ?? '',
  };
}

function copy({ title, meaning, causes, fix }: Words) {
  return { title, meaning, causes: [...causes], fix: [...fix] };
}

/** The other failures, without those that only sum up the root in its own line. */
function besides(texts: CatalogueTexts, found: readonly Found[], text: string, values: Values) {
  const [root, ...others] = found;
  if (!root) return [];
  const line = lineAround(text, root.at);
  return others
    .filter(({ signature, at }) => {
      const summary =
        signature.generic || signature.provider === 'generic' || signature.class === root.signature.class;
      return !(summary && lineAround(text, at) === line);
    })
    .slice(0, CONTRIBUTING)
    .map(({ family, signature }) => ({
      id: signature.id,
      title: texts.words(`${family}:${signature.id}`, values).title,
    }));
}

/** One line each, since they are put into commands and letters. An app without a name goes by its client ID. */
function cleanValues(values: Values, mask: (value: string) => string): Values {
  const named = { ...(values['clientId'] && { app: values['clientId'] }), ...values };
  const entries = Object.entries(named).filter(([, value]) => value.trim() !== '');
  return Object.fromEntries(
    entries.map(([name, value]) => [name, mask(value.replace(/\s+/g, ' ').trim().slice(0, VALUE_LIMIT))]),
  );
}
