import type { Diagnosis, FailureClass, Language, Where } from '../../preload/contract/index.ts';
import { loadCatalogueTexts } from './catalogue-texts.ts';
import { classify, classOfFailure } from './classify.ts';
import { describe } from './describe.ts';
import { excerpt } from './excerpt.ts';
import type { Failure } from './failure.ts';
import type { InputReason } from './invalid-input.ts';
import { createMatcher } from './match.ts';
import { normalise, plainText } from './normalise.ts';

export interface ExplainContext {
  readonly where?: Where | undefined;
  /** A provider's id or family; unknown ones are ignored. */
  readonly provider?: string | undefined;
  /** Fill the steps of the fix: `mailbox`, `tenant`, `clientId`, `redirectUri`, `scopes`, `host`, `port`, `file` … */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** Key of the words that fill `{{reason}}`. */
  readonly reason?: InputReason | undefined;
  /** Masked wherever they appear, besides what looks like a secret. */
  readonly secrets?: readonly string[] | undefined;
  /** The text is known to report a failure, of this class where nothing tells more. */
  readonly failed?: FailureClass | undefined;
}

/** Error text of any kind in, a diagnosis in plain words out. It does not throw, whatever the text is. */
export type Explainer = (text: string, context?: ExplainContext) => Diagnosis;

/** Loads the texts and compiles the catalogue; the result is worth keeping. */
export async function createExplainer(language: Language): Promise<Explainer> {
  const [{ catalogue }, texts] = await Promise.all([
    import('./signatures/catalogue.ts'),
    loadCatalogueTexts(language),
  ]);
  const matcher = createMatcher(catalogue);
  return (raw, context = {}) => {
    const { text, decoded } = normalise(excerpt(plainText(raw), matcher.search, matcher.literalCount));
    const found = matcher.match(text, context);
    const { reason, values = {} } = context;
    return describe(texts, {
      text,
      decoded,
      found,
      classified: found.length > 0 ? undefined : classify(text),
      failed: context.failed,
      values: reason ? { ...values, reason: texts.text(`reasons:${reason}`, values) } : values,
      secrets: context.secrets ?? [],
    });
  };
}

/** What a person reads of a failure inside Postkey. Where no signature fits, its code decides the class. */
export function explainFailure(explainer: Explainer, failure: Failure): Diagnosis {
  const { where, evidence, provider, context, reason } = failure.facts;
  return explainer(evidence, {
    where,
    provider,
    values: context,
    reason,
    failed: classOfFailure(failure.code, where),
  });
}
