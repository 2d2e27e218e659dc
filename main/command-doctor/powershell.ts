import { readAddress } from './address.ts';
import type { Draft, Field, Tell } from './draft.ts';
import { endpointOf } from './endpoints.ts';
import { readForm } from './form.ts';

const CALL = /\b(?:Invoke-RestMethod|Invoke-WebRequest|irm|iwr)\b/i;

export function isPowerShell(text: string): boolean {
  return CALL.test(text) && /-(?:Uri|Body)\b|@\{/i.test(text);
}

/** `Invoke-RestMethod` with a hash table or a string for its body, also by way of a variable. */
export function readPowerShell(text: string, tell: Tell): Draft | undefined {
  const plain = straightQuotes(text, tell);
  const call = plain.slice(plain.search(CALL));
  const [, uri = ''] =
    /https?:\/\/([^\s"']{1,2000})/i.exec(call) ?? /https?:\/\/([^\s"']{1,2000})/i.exec(plain) ?? [];
  const [scheme = ''] = /https?:\/\/(?=[^\s"']{1,2000})/i.exec(call) ?? /https?:\/\//i.exec(plain) ?? [];
  const { address, query } = readAddress(scheme + uri);
  const fields = [...readForm(query, 'query', tell), ...bodyIn(plain, tell)];
  const known = endpointOf(address);
  const isRequest = fields.some(({ name }) => /^(?:client.?id|grant.?type|refresh.?token)$/i.test(name));
  const endpoint = known === 'other' && isRequest ? 'token' : known;
  if (endpoint === 'other') return undefined;
  const [, method] = /-Method\s{1,8}["']?(\w{1,10})/i.exec(call) ?? [];
  return {
    style: 'powershell',
    endpoint,
    address,
    fields,
    headers: [],
    method: method?.toUpperCase(),
    multipart: false,
    options: [],
  };
}

function bodyIn(text: string, tell: Tell): Field[] {
  const tables = [...text.matchAll(/@\{([^{}]{0,8000})\}/g)].map(([, inside = '']) => inside);
  const table = tables.find((inside) => /client.?id|grant.?type/i.test(inside));
  if (table !== undefined) return pairsIn(table);
  const [, , body = ''] = /(?:-Body|\$body\s{0,8}=)\s{0,8}(["'])([^"']{1,8000})\1/i.exec(text) ?? [];
  return readForm(body, 'body', tell);
}

/** `name = 'value'`, parted by semicolons or line ends. */
function pairsIn(table: string): Field[] {
  const pairs = table.matchAll(
    /["']?([\w-]{1,60})["']?[ \t]{0,20}=[ \t]{0,20}(?:"([^"\n]{0,4000})"|'([^'\n]{0,4000})'|([^;\n]{1,4000}))/g,
  );
  return [...pairs].map(([, name = '', double, single, bare]) => ({
    name,
    value: (double ?? single ?? bare ?? '').trim(),
    from: bare?.trim().startsWith('(Get-Content') ? 'file' : 'body',
  }));
}

function straightQuotes(text: string, tell: Tell): string {
  const found = /[\u201c\u201d\u2018\u2019][^\u201c\u201d\u2018\u2019\n]{0,30}/.exec(text)?.[0];
  if (found !== undefined) tell({ id: 'smart-quotes', found, correct: '"…"' });
  return text.replace(/[\u201c\u201d]/g, '"').replace(/[\u2018\u2019]/g, "'");
}
