import { draftOf } from './curl.ts';
import type { Draft, Tell } from './draft.ts';
import { readWords } from './shell.ts';

/** Options with a value that matter here, as curl calls them. */
const AS_CURL: Readonly<Record<string, string>> = {
  '--post-data': '--data',
  '--body-data': '--data',
  '--header': '--header',
  '--method': '--request',
};
const USER = /^--(?:http-)?user$/;
const PASSWORD = /^--(?:http-)?password$/;
/** Have a value too: where the answer goes, how long to wait and the like. */
const OTHERS =
  /^(?:-[a-zA-Z]*[OoatTUPw]|--(?:output-document|output-file|tries|timeout|user-agent|ca-certificate|post-file|body-file))$/;

/** Reads `wget …` as the curl command that does the same; what only wget knows is left out. */
export function readWget(text: string, at: number, tell: Tell): { draft: Draft | undefined; end: number } {
  const { words, style, end } = readWords(text, at, tell);
  const draft = draftOf(curlWords(words.slice(1)), style, tell);
  return { draft: draft && { ...draft, tool: 'wget' }, end };
}

function curlWords(words: readonly string[]): string[] {
  const rest = [...words];
  const written: string[] = [];
  let user: string | undefined;
  let password: string | undefined;
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (!/^-{1,2}[A-Za-z]/.test(word)) {
      written.push(word);
      continue;
    }
    const at = word.startsWith('--') ? word.indexOf('=') : -1;
    const name = at < 0 ? word : word.slice(0, at);
    const option = AS_CURL[name];
    const hasValue = option !== undefined || USER.test(name) || PASSWORD.test(name) || OTHERS.test(name);
    const value = at < 0 ? (hasValue ? (rest.shift() ?? '') : '') : word.slice(at + 1);
    if (option !== undefined) written.push(option, value);
    else if (USER.test(name)) user = value;
    else if (PASSWORD.test(name)) password = value;
  }
  if (user !== undefined) written.push('--user', password === undefined ? user : `${user}:${password}`);
  return written;
}
