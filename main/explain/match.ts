import type { Where } from '../../preload/contract/index.ts';
import { createLiteralSearch, type LiteralSearch } from './literal-search.ts';
import { literalsOf } from './literals.ts';
import { providerFamily, providerInText } from './provider-family.ts';
import { isReport } from './report.ts';
import type { Family, Signature, SignatureFamily } from './signatures/signature.ts';

/** A signature found in a text. */
export interface Found {
  readonly signature: Signature;
  /** The file of its words. */
  readonly family: string;
  readonly score: number;
  /** Where it was found last. */
  readonly at: number;
  readonly length: number;
  readonly groups: Readonly<Record<string, string>>;
}

/** The catalogue made ready for searching. */
export interface Matcher {
  readonly search: LiteralSearch;
  readonly literalCount: number;
  /** All that fits, the root first. */
  match(text: string, context: MatchContext): readonly Found[];
}

export interface MatchContext {
  readonly where?: Where | undefined;
  readonly provider?: string | undefined;
}

/** Found in a long log beside the signatures' own literals, so that what is unknown is seen too. */
const TROUBLE_WORDS = ['error', 'exception', 'failed', 'denied', 'refused', 'rejected', 'timed out', '-err '];

const OCCURRENCES = 60;

/** Makes the catalogue ready for searching; compiling it takes longer than a search. */
export function createMatcher(catalogue: readonly SignatureFamily[]): Matcher {
  const entries = catalogue.flatMap(({ name, signatures }) =>
    signatures.map((signature) => ({
      family: name,
      signature,
      pattern: new RegExp(signature.match.source, `${signature.match.flags}g`),
    })),
  );
  const literals = [...TROUBLE_WORDS];
  const owners: number[][] = TROUBLE_WORDS.map(() => []);
  for (const [entry, { signature }] of entries.entries()) {
    for (const literal of literalsOf(signature.match.source)) {
      owners[literals.push(literal) - 1] = [entry];
    }
  }
  const search = createLiteralSearch(literals);
  return {
    search,
    literalCount: literals.length,
    match: (text, context) => {
      const candidates = new Set<number>();
      search(text, (literal) => {
        for (const owner of owners[literal] ?? []) candidates.add(owner);
      });
      const found: Found[] = [];
      const rate = rating(text, context);
      for (const candidate of candidates) {
        const entry = entries[candidate];
        const hit = entry && lastReport(text, entry.pattern);
        if (!entry || !hit) continue;
        const { family, signature } = entry;
        found.push({ ...hit, family, signature, score: signature.priority + rate(signature) });
      }
      return found.sort((a, b) => b.score - a.score || b.at - a.at);
    },
  };
}

/** The last one counts: what came before it was often retried. */
function lastReport(text: string, pattern: RegExp): Pick<Found, 'at' | 'length' | 'groups'> | undefined {
  const hits: RegExpExecArray[] = [];
  for (const hit of text.matchAll(pattern)) {
    hits.push(hit);
    if (hits.length >= OCCURRENCES) break;
  }
  const last = hits.findLast((hit) => isReport(text, hit.index + leadingBlank(hit[0]), hit[0].trim()));
  return last && { at: last.index, length: last[0].length, groups: { ...last.groups } };
}

function leadingBlank(match: string): number {
  return match.length - match.trimStart().length;
}

const VENDORS: readonly Family[] = ['microsoft', 'google', 'yahoo', 'yandex'];

/** Another vendor's words are unlikely where the provider is known; another step's words a little less likely. */
function rating(text: string, context: MatchContext): (signature: Signature) => number {
  const known = providerFamily(context.provider);
  const likely = known ?? providerInText(text);
  return (signature) => {
    let rate = 0;
    if (context.where && !signature.where.includes(context.where)) rate -= 2;
    if (likely && VENDORS.includes(signature.provider) && signature.provider !== likely)
      rate -= known ? 50 : 12;
    return rate;
  };
}
