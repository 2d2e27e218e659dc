import { readAddress } from './address.ts';
import { type Draft, looksLikeRequest, type Tell } from './draft.ts';
import { endpointOf } from './endpoints.ts';
import { readForm } from './form.ts';

const MOST_LINES = 200;
const REQUEST_LINE = /^[ \t]*(\w+)[ \t]+(\S+)/;
/** A client writes them by itself. */
const BY_ITSELF =
  /^(?:host|content-length|connection|user-agent|accept[\w-]*|origin|referer|cache-control)\s*:/i;
const BODY = /^&?[\w-]{2,40}\s*=/;

/**
 * Reads a request as it goes over the wire (RFC 9112 §2.1): request line, headers, a blank line, the body. Guides break
 * the body before each `&` so that it can be read; that is nobody's mistake.
 */
export function readHttpRequest(
  text: string,
  at: number,
  tell: Tell,
): { draft: Draft | undefined; end: number } {
  const lines = text.slice(at).split('\n', MOST_LINES);
  const [, method = '', target = ''] = REQUEST_LINE.exec(lines[0] ?? '') ?? [];
  let line = 1;
  const headers: string[] = [];
  while (line < lines.length && isHeader(lines[line] ?? '')) headers.push((lines[line++] ?? '').trim());
  const parted = (lines[line] ?? '').trim() === '';
  const bodyAt = parted ? line + 1 : line;
  const { body, next } = bodyFrom(lines, bodyAt);
  const end = at + lines.slice(0, body === '' ? line : next).join('\n').length;

  const host = headerValue(headers, 'host')
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '');
  const { address, query } = readAddress(/^\w+:\/\//.test(target) ? target : `https://${host}${target}`);
  const inQuery = readForm(query, 'query', tell);
  const fields = [...inQuery, ...readForm(body, 'body', tell)];
  const known = address.host === '' ? 'other' : endpointOf(address);
  const endpoint = known === 'other' && address.host !== '' && looksLikeRequest(fields) ? 'token' : known;
  if (endpoint === 'other') return { draft: undefined, end };
  if (body !== '') {
    // Its value may be a secret.
    const begins = `${body.split('=', 1)[0]}=…`;
    if (!parted) tell({ id: 'blank-line-missing', found: begins, correct: `↵ ${begins}` });
    if (!headers.some((header) => /^content.?type\b/i.test(header)))
      tell({
        id: 'content-type-missing',
        found: undefined,
        correct: CONTENT_TYPE,
        values: { name: 'Content-Type' },
      });
  }
  const draft: Draft = {
    style: endpoint === 'authorize' || endpoint === 'admin-consent' ? 'address' : 'bash',
    tool: method,
    endpoint,
    address,
    fields,
    headers: headers.filter((header) => !BY_ITSELF.test(header)),
    method: method.toUpperCase(),
    multipart: false,
    options: [],
  };
  return { draft, end };
}

const CONTENT_TYPE = 'Content-Type: application/x-www-form-urlencoded';

/** Also one that lost its colon, as long as it cannot be the body. */
function isHeader(line: string): boolean {
  if (/^[ \t]*[A-Za-z][\w-]{0,60}[ \t]*:/.test(line)) return true;
  return /^[ \t]*(?:content|accept|authori|cookie)[\w-]*[ \t]+\S/i.test(line) && !BODY.test(line.trim());
}

function headerValue(headers: readonly string[], name: string): string {
  const header = headers.find((each) => each.toLowerCase().startsWith(`${name}:`)) ?? '';
  return header.slice(name.length + 1).trim();
}

function bodyFrom(lines: readonly string[], start: number): { body: string; next: number } {
  let next = start;
  let body = '';
  while (next < lines.length) {
    const line = (lines[next] ?? '').trim();
    const goesOn = body === '' ? BODY.test(line) : line.startsWith('&') || body.endsWith('&');
    if (line === '' || !goesOn) break;
    body += line;
    next += 1;
  }
  return { body, next };
}
