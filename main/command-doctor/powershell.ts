import { readAddress } from './address.ts';
import { type Draft, type Field, looksLikeRequest, type Tell } from './draft.ts';
import { endpointOf } from './endpoints.ts';
import { readForm } from './form.ts';
import { type Argument, readArguments } from './powershell-arguments.ts';

const CALL = /(?<![\w-])(?:Invoke-RestMethod|Invoke-WebRequest|irm|iwr)(?![\w-])/gi;
const MOST_CALLS = 10;

export function isPowerShell(text: string): boolean {
  return text.search(CALL) >= 0 && /-(?:Uri|Body)\b|@\{/i.test(text);
}

/** What is left of a text once its calls were read. */
export interface PowerShell {
  readonly drafts: readonly Draft[];
  /** With blanks in the place of the calls and of the values that they took. */
  readonly rest: string;
}

/** Every `Invoke-RestMethod` with its arguments, also by way of variables and tables of arguments (splatting). */
export function readPowerShell(text: string, tell: Tell): PowerShell {
  const plain = straightQuotes(text);
  const drafts: Draft[] = [];
  let rest = plain;
  const calls = [...plain.matchAll(CALL)].slice(0, MOST_CALLS);
  let after = 0;
  for (const { index, 0: name } of calls) {
    if (index < after) continue;
    const { all, end } = readArguments(plain, index + name.length);
    after = end;
    const values = { before: plain.slice(0, index), taken: [[index, end]] as [number, number][] };
    const given = resolve(all, values);
    const draft = draftOf(given, tell);
    if (!draft) continue;
    drafts.push(draft);
    for (const [from, to] of values.taken) rest = blanked(rest, from, to);
  }
  const curly = /[\u201c\u201d\u2018\u2019][^\u201c\u201d\u2018\u2019\n]{0,30}/.exec(text)?.[0];
  if (curly !== undefined && drafts.length > 0) tell({ id: 'smart-quotes', found: curly, correct: '"…"' });
  return { drafts, rest };
}

interface Known {
  /** What stands before the call: its variables are set there. */
  readonly before: string;
  /** Stretches that were made use of. */
  readonly taken: [number, number][];
}

/** Arguments by name, lower case; variables and tables of arguments put in. */
function resolve(given: readonly Argument[], known: Known): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const { name, value } of given) {
    if (name === undefined && value.startsWith('@') && !value.startsWith('@{')) {
      const table = valueOfVariable(value.slice(1), known) ?? '';
      for (const { name: key, value: inside } of pairsIn(table))
        named.set(key.toLowerCase(), literal(inside, known));
    } else named.set(name?.toLowerCase() ?? 'uri', literal(value, known));
  }
  return named;
}

/** What a variable holds, as far as it was set before; anything else as it stands. */
function literal(value: string, known: Known): string {
  const [, variable] = /^\$([A-Za-z_]\w{0,60})$/.exec(value) ?? [];
  return (variable === undefined ? undefined : valueOfVariable(variable, known)) ?? value;
}

function valueOfVariable(name: string, { before, taken }: Known): string | undefined {
  const assignment = new RegExp(`\\$${name}[ \\t]{0,20}=[ \\t]{0,20}`, 'gi');
  const last = [...before.matchAll(assignment)].at(-1);
  if (!last) return undefined;
  const start = last.index + last[0].length;
  const { all, end } = readArguments(before, start);
  taken.push([last.index, end]);
  const piped = /ConvertTo-Json/i.test(before.slice(start, before.indexOf('\n', end) + 1 || undefined));
  return all[0] && (piped ? `${all[0].value} | ConvertTo-Json` : all[0].value);
}

function draftOf(given: ReadonlyMap<string, string>, tell: Tell): Draft | undefined {
  const { address, query } = readAddress(unquoted(given.get('uri') ?? ''));
  const body = given.get('body') ?? given.get('form') ?? '';
  const fields = [...readForm(query, 'query', tell), ...bodyIn(body, tell)];
  const known = endpointOf(address);
  const endpoint = known === 'other' && looksLikeRequest(fields) ? 'token' : known;
  if (endpoint === 'other') return undefined;
  const type =
    unquoted(given.get('contenttype') ?? '') || (/ConvertTo-Json/i.test(body) ? 'application/json' : '');
  return {
    style: 'powershell',
    tool: 'Invoke-RestMethod',
    endpoint,
    address,
    fields,
    headers: [
      ...pairsIn(given.get('headers') ?? '').map(({ name, value }) => `${name}: ${unquoted(value)}`),
      ...(type === '' ? [] : [`Content-Type: ${type}`]),
    ],
    method: unquoted(given.get('method') ?? '').toUpperCase() || undefined,
    multipart: given.has('form'),
    options: [],
  };
}

function bodyIn(body: string, tell: Tell): Field[] {
  if (!body.startsWith('@{') && !/^\[\w+\]@\{/.test(body)) return readForm(unquoted(body), 'body', tell);
  return pairsIn(body).map(({ name, value }) => ({
    name,
    value: unquoted(value),
    from: value.startsWith('(Get-Content') ? 'file' : 'body',
  }));
}

/** `name = value` of a table, parted by semicolons or line ends. */
function pairsIn(table: string): { readonly name: string; readonly value: string }[] {
  const inside = table.replace(/^(?:\[\w+\])?@\{/, '').replace(/\}(?:[ \t]*\|[^\n]*)?$/, '');
  const pairs = inside.matchAll(/["']?([\w-]{1,60})["']?[ \t]{0,20}=[ \t]{0,20}/g);
  const found: { name: string; value: string }[] = [];
  let after = 0;
  for (const { index, 0: whole, 1: name = '' } of pairs) {
    if (index < after) continue;
    const { all, end } = readArguments(inside, index + whole.length);
    found.push({ name, value: all.map(({ value }) => value).join(' ') });
    after = end;
  }
  return found;
}

/** Without its quotes; of a here-string, the lines between them. */
function unquoted(value: string): string {
  const [, , here] = /^@(["'])\n?([\s\S]*?)\n?\1@$/.exec(value) ?? [];
  if (here !== undefined) return here;
  const [, , inside] = /^(["'])([\s\S]*)\1$/.exec(value) ?? [];
  return inside ?? value;
}

function straightQuotes(text: string): string {
  return text.replace(/[\u201c\u201d]/g, '"').replace(/[\u2018\u2019]/g, "'");
}

function blanked(text: string, from: number, to: number): string {
  return text.slice(0, from) + text.slice(from, to).replace(/[^\n]/g, ' ') + text.slice(to);
}
