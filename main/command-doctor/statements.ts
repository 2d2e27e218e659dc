import { isLoopback, readAddress } from './address.ts';
import { readCurl } from './curl.ts';
import type { Draft, Tell } from './draft.ts';
import { endpointOf } from './endpoints.ts';
import { readForm } from './form.ts';
import { readHttpRequest } from './http-request.ts';
import { isPowerShell, readPowerShell } from './powershell.ts';
import { readWget } from './wget.ts';

const MOST_STATEMENTS = 20;
/** Of one address that is broken up by blanks and line ends. */
const MOST_PIECES = 60;

/** `curl`, `wget`, a request line, an address, or what is left of one that lost its scheme or its host. */
const START =
  /(?<![\w.-])(?:curl|wget)(?:\.exe)?(?=[\s\u00a0])|^[ \t]{0,8}(?:POST|GET)[ \t]{1,8}(?:https?:\/\/|\/)\S{1,2000}(?:[ \t]{1,8}HTTP\/[\d.]{1,3})?[ \t]{0,8}\n(?=[ \t]{0,8}[A-Za-z][\w-]{0,60}(?:[ \t]?:|[ \t]))|(?<![\w/])h[tp]{2,4}s?:\/{1,3}|(?<![\w./@:-])(?:login|accounts|oauth2?)[a-z0-9.-]{3,60}\/(?=\S)|(?<![\w./@:-])localhost(?::\d{1,5})?\/?(?=\?)|(?<![\w./])\/?\?(?=(?:code|error|state)=)/gim;

/** Everything in the paste that is a request or the answer to one, in order. */
export function readStatements(text: string, tell: Tell): Draft[] {
  const { drafts: calls, rest } = isPowerShell(text)
    ? readPowerShell(text, tell)
    : { drafts: [], rest: text };
  return [...readOthers(rest, tell), ...calls];
}

function readOthers(text: string, tell: Tell): Draft[] {
  const drafts: Draft[] = [];
  const start = new RegExp(START);
  for (let match = start.exec(text); match && drafts.length < MOST_STATEMENTS; match = start.exec(text)) {
    const told: Parameters<Tell>[0][] = [];
    const read = readerOf(match[0]);
    const { draft, end } = read(text, match.index, (slip) => told.push(slip));
    start.lastIndex = Math.max(end, match.index + match[0].length);
    if (!draft) continue;
    drafts.push(draft);
    for (const slip of told) tell(slip);
  }
  return drafts;
}

function readerOf(beginning: string): typeof readBare {
  if (/^curl/i.test(beginning)) return readCurl;
  if (/^wget/i.test(beginning)) return readWget;
  return /^[ \t]*(?:POST|GET)[ \t]/i.test(beginning) ? readHttpRequest : readBare;
}

/** An address as it is typed into a browser, or as a browser shows it. */
function readBare(text: string, at: number, tell: Tell): { draft: Draft | undefined; end: number } {
  const { written, end } = addressAt(text, at, tell);
  const { address, query, fragment } = readAddress(written);
  const told: Parameters<Tell>[0][] = [];
  const fields = readForm(query, 'query', (slip) => told.push(slip));
  const answer = fragment === '' ? fields : [...fields, ...readForm(fragment, 'query', unheard)];
  const draft = { style: 'address', address, headers: [], multipart: false, options: [] } as const;
  if (isAnswer(answer.map(({ name }) => name))) {
    if (answer.some(({ name, from }) => name === 'access_token' && from === 'query'))
      tell({ id: 'implicit-answer', found: '#access_token=***', correct: 'response_type=code' });
    return { draft: { ...draft, endpoint: 'answer', fields: answer }, end };
  }
  const known = endpointOf(address);
  const asks = fields.some(({ name }) =>
    /^(?:client.?id|response.?type|scopes?|redirect.?ur[il])$/i.test(name),
  );
  const endpoint = known === 'other' && asks && !isLoopback(address.host) ? 'authorize' : known;
  if (endpoint === 'other') return { draft: undefined, end };
  for (const slip of told) tell(slip);
  return { draft: { ...draft, endpoint, fields }, end };
}

/** An answer is as it came; blanks in it are nobody's mistake. */
const unheard: Tell = () => undefined;

/** RFC 6749 §4.1.2; a request has its client with it. */
function isAnswer(names: readonly string[]): boolean {
  if (names.some((name) => ['client_id', 'response_type', 'grant_type', 'redirect_uri'].includes(name)))
    return false;
  return names.some((name) => ['code', 'error', 'admin_consent', 'access_token'].includes(name));
}

const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\u201c': '\u201d',
  '\u201d': '\u201d',
  '\u2018': '\u2019',
  '`': '`',
};
const PIECE = /(?:<[^<>\n]{1,60}>|\[\[[^[\]\n]{1,60}\]\]|[^\s"'\u201c\u201d\u2018\u2019])+/y;

/** From its start to where it ends for a reader: over blanks and line ends where the parameters go on after them. */
function addressAt(text: string, at: number, tell: Tell): { written: string; end: number } {
  const closer = QUOTES[text[at - 1] ?? ''];
  const close = closer === undefined ? -1 : text.indexOf(closer, at);
  const lineEnd = text.indexOf('\n', at);
  if (close > 0 && (lineEnd < 0 || close < lineEnd)) {
    const quoted = text.slice(at, close);
    if (/[ \t]/.test(quoted)) tell({ id: 'space-in-address', found: spaced(quoted), correct: '%20' });
    return { written: quoted, end: close + 1 };
  }
  let { piece: written, end } = pieceAt(text, at);
  for (let pieces = 0; pieces < MOST_PIECES; pieces++) {
    const [gap = ''] = match(/[ \t\u00a0]*\n?[ \t]*/y, text, end) ?? [];
    const next = pieceAt(text, end + gap.length);
    if (gap === '' || next.piece === '' || !goesOn(written, gap, text, end + gap.length)) break;
    written += gap.includes('\n') ? next.piece : ` ${next.piece}`;
    end = next.end;
  }
  const trimmed = written.replace(/[.,;:!)]{1,5}$/, '').replace(/`+$/, '');
  if (/[ \t]/.test(written)) tell({ id: 'space-in-address', found: spaced(written), correct: '%20' });
  if (written.endsWith('`')) tell({ id: 'stray-backtick', found: '`', correct: undefined });
  return { written: trimmed, end };
}

const SCOPE = /^(?:offline_access|openid|profile|email|https:\/\/outlook\.\S+)(?=[\s&]|$)/;
/** Words up to the next parameter, none of which begins another statement. */
const MORE_PARAMETERS =
  /^(?:(?!curl\b|https?:\/\/\S{0,300}\?)\S{1,300}[ \t]{1,8}){0,8}(?!https?:\/\/\S{0,300}\?)\S{0,300}&[\w;-]{2,40}=/;

/** Whether what follows a gap still belongs to the address. */
function goesOn(written: string, gap: string, text: string, at: number): boolean {
  if (gap.includes('\n'))
    return (
      match(/[?&][\w;-]{2,40}=/y, text, at) !== null ||
      (/[?&]$/.test(written) && match(/[\w-]{2,40}=/y, text, at) !== null)
    );
  if (!written.includes('?')) return false;
  if (written.endsWith('=')) return true;
  const rest = text.slice(at, at + 2000).split('\n', 1)[0] ?? '';
  if (/[?&]scopes?=[^&]{0,2000}$/i.test(written) && SCOPE.test(rest)) return true;
  return MORE_PARAMETERS.test(rest);
}

function pieceAt(text: string, at: number): { piece: string; end: number } {
  const [piece = ''] = match(PIECE, text, at) ?? [];
  return { piece, end: at + piece.length };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function spaced(text: string): string {
  const at = text.search(/[ \t]/);
  return text.slice(Math.max(0, at - 30), at + 30);
}
