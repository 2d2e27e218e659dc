import {
  AuthenticationMethod,
  AuthenticationResult,
  type AuthenticationVerdict,
} from '../../preload/contract/index.ts';

const MAX_VERDICTS = 50;

/** Words of old drafts and of single providers, for what RFC 8601 calls otherwise. */
const dialects: Readonly<Record<string, AuthenticationResult>> = {
  hardfail: 'fail',
  unknown: 'neutral',
  error: 'temperror',
  // Microsoft: there is no policy, but if there were one it would be met.
  bestguesspass: 'none',
};

/** Where each method names the domain it looked at (RFC 8601 §2.7, RFC 7489 §11.1). */
const domainProperties: Readonly<Record<AuthenticationMethod, readonly string[]>> = {
  spf: ['smtp.mailfrom', 'smtp.helo'],
  dkim: ['header.d', 'header.i'],
  dmarc: ['header.from'],
};

/**
 * SPF, DKIM and DMARC out of a message's Authentication-Results fields (RFC 8601), topmost first. Only what the server
 * that wrote the topmost one says counts: anybody can put further ones into a message.
 */
export function readVerdicts(values: readonly string[]): AuthenticationVerdict[] {
  const fields = values.map(readField);
  const [own] = fields;
  return fields
    .filter(({ by }) => by === own?.by)
    .flatMap(({ by, results }) => results.flatMap((words) => verdictOf(words, by)))
    .slice(0, MAX_VERDICTS);
}

/** `server version; method=result reason=… ptype.property=…; …` without its comments. */
function readField(value: string): { readonly by: string; readonly results: readonly string[][] } {
  const parts = splitOutsideQuotes(withoutComments(value)).map(wordsOf);
  const [first = []] = parts;
  // Exchange leaves its own name out now and then.
  const named = first[0] !== undefined && !first[0].includes('=');
  return { by: named ? (first[0] ?? '') : '', results: named ? parts.slice(1) : parts };
}

function verdictOf(words: readonly string[], by: string): AuthenticationVerdict[] {
  const [[name = '', said = ''] = [], ...properties] = words.map(pairOf);
  const method = AuthenticationMethod.safeParse(name.toLowerCase().split('/')[0]);
  const result = AuthenticationResult.safeParse(dialects[said.toLowerCase()] ?? said.toLowerCase());
  if (!method.success || !result.success) return [];
  const domain = domainProperties[method.data]
    .map((property) => properties.find(([key]) => key.toLowerCase() === property)?.[1])
    .find((found) => found);
  const reason = properties.find(([key]) => key.toLowerCase() === 'reason')?.[1];
  return [
    {
      method: method.data,
      result: result.data,
      meaning: `${method.data}-${result.data}`,
      ...(domain && { domain: domain.slice(domain.lastIndexOf('@') + 1) }),
      by,
      ...(reason && { reason }),
    },
  ];
}

function pairOf(word: string): [string, string] {
  const sign = word.indexOf('=');
  if (sign === -1) return [word, ''];
  return [word.slice(0, sign), word.slice(sign + 1).replace(/^"(.*)"$/s, '$1')];
}

/** RFC 5322 §3.2.2: comments nest. */
function withoutComments(text: string): string {
  let depth = 0;
  let quoted = false;
  let kept = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') {
      if (depth === 0) kept += text.slice(at, at + 2);
      at += 1;
      continue;
    }
    if (character === '"' && depth === 0) quoted = !quoted;
    if (character === '(' && !quoted) depth += 1;
    if (depth === 0) kept += character;
    if (character === ')' && !quoted && depth > 0) {
      depth -= 1;
      kept += depth === 0 ? ' ' : '';
    }
  }
  return kept;
}

function splitOutsideQuotes(text: string): string[] {
  return text.match(/(?:[^;"]|"[^"]*"?)+/g) ?? [];
}

function wordsOf(part: string): string[] {
  return (
    part
      .replace(/\s+/g, ' ')
      .replace(/ ?= ?/g, '=')
      .match(/(?:[^\s"]|"[^"]*"?)+/g) ?? []
  );
}
