import { readAddress } from './address.ts';
import { type Draft, type Field, looksLikeRequest, type Style, type Tell } from './draft.ts';
import { endpointOf } from './endpoints.ts';
import { decode, readForm } from './form.ts';
import { readWords } from './shell.ts';

/** Options of curl with a value that matter here, under their long names. */
const LONG: Readonly<Record<string, string>> = {
  '-d': '--data',
  '--data-ascii': '--data',
  '-H': '--header',
  '-X': '--request',
  '-F': '--form',
  '-u': '--user',
  '-b': '--cookie',
  '-G': '--get',
};
const READ: readonly string[] = [
  '--data',
  '--data-raw',
  '--data-binary',
  '--data-urlencode',
  '--form',
  '--form-string',
  '--header',
  '--request',
  '--user',
  '--url',
  '--cookie',
];
/** Have a value too, and stay as they are. */
const KEPT =
  /^(?:-[oxAemwE]|--(?:output|proxy|cacert|user-agent|connect-timeout|max-time|retry|write-out|cert|key|resolve|referer|noproxy))$/;

/** Reads `curl …`; other commands that happen to stand there are no request. */
export function readCurl(text: string, at: number, tell: Tell): { draft: Draft | undefined; end: number } {
  const { words, style, end } = readWords(text, at, tell);
  return { draft: draftOf(words.slice(1), style, tell), end };
}

/** @param words curl's arguments */
export function draftOf(words: readonly string[], style: Style, tell: Tell): Draft | undefined {
  let written: string | undefined;
  let method: string | undefined;
  let user: string | undefined;
  let multipart = false;
  const fields: Field[] = [];
  const headers: string[] = [];
  const options: string[] = [];
  const rest = [...words];
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    const { option, value } = optionIn(word, rest);
    if (option === undefined) written ??= word;
    else if (option === '--url') written ??= value;
    else if (option === '--header') headers.push(value);
    else if (option === '--cookie') headers.push(`Cookie: ${value}`);
    else if (option === '--request') method = value.toUpperCase();
    else if (option === '--user') user = value;
    else if (option === '--data-urlencode') fields.push(...urlEncoded(value, tell));
    else if (option === '--form' || option === '--form-string') {
      multipart = true;
      fields.push(...readForm(value, 'body', tell, false));
    } else if (READ.includes(option)) fields.push(...data(value, tell));
    else options.push(value === '' ? option : `${option} ${value}`);
  }
  if (written === undefined) return undefined;
  if (written.includes('`')) tell({ id: 'stray-backtick', found: '`', correct: undefined });
  const { address, query } = readAddress(written.replaceAll('`', '').trim());
  const inQuery = readForm(query, 'query', tell);
  const isRequest = looksLikeRequest([...fields, ...inQuery]);
  const known = endpointOf(address);
  const endpoint = known === 'other' && isRequest ? 'token' : known;
  if (endpoint === 'other') return undefined;
  return {
    style,
    endpoint,
    address,
    fields: [...inQuery, ...fields],
    headers,
    user,
    method,
    multipart,
    options,
  };
}

/** `--option value`, `--option=value` and `-ovalue`. */
function optionIn(word: string, rest: string[]): { option?: string; value: string } {
  if (!/^-{1,2}[A-Za-z]/.test(word)) return { value: '' };
  if (word.startsWith('--')) {
    const at = word.indexOf('=');
    const name = at < 0 ? word : word.slice(0, at);
    if (!READ.includes(name) && !KEPT.test(name) && LONG[name] === undefined)
      return { option: word, value: '' };
    return { option: LONG[name] ?? name, value: at < 0 ? (rest.shift() ?? '') : word.slice(at + 1) };
  }
  const short = word.slice(0, 2);
  const long = LONG[short];
  if (long === '--get') return { option: short, value: '' };
  if (long !== undefined)
    return { option: long, value: word.length > 2 ? word.slice(2) : (rest.shift() ?? '') };
  if (KEPT.test(short))
    return { option: short, value: word.length > 2 ? word.slice(2) : (rest.shift() ?? '') };
  // Flags written together, the last of which may take the next word: `-sSX POST`.
  const last = LONG[`-${word.at(-1)}`];
  return last !== undefined && last !== '--get' && word.length > 2
    ? { option: last, value: rest.shift() ?? '' }
    : { option: word, value: '' };
}

/** `-d`: a body that is encoded already, or `@file`. */
function data(value: string, tell: Tell): Field[] {
  return value.startsWith('@') ? [] : readForm(value, 'body', tell);
}

/** `--data-urlencode name=value` and `name@file`. */
function urlEncoded(value: string, tell: Tell): Field[] {
  const [, name, file] = /^([\w-]{1,60})@(.{1,300})$/.exec(value) ?? [];
  if (name !== undefined && file !== undefined) return [{ name, value: file, from: 'file' }];
  const at = value.indexOf('=');
  if (at < 0) return [];
  const pair = value.replaceAll('&', '\u0000');
  return readForm(pair, 'body', tell, false).map((field) => {
    const text = field.value.replaceAll('\u0000', '&');
    if (!/^https?%3A%2F%2F/i.test(text)) return { ...field, value: text };
    tell({ id: 'encoded-twice', found: `${field.name}=${text}`, correct: `${field.name}=${decode(text)}` });
    return { ...field, value: decode(text) };
  });
}
