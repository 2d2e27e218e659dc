import type { MessageHop } from '../../preload/contract/index.ts';

const MAX_HOPS = 50;
const MAX_FIELD = 2_000;

/**
 * The way of a message by its Received fields (RFC 5321 §4.4), topmost first as they stand in it.
 *
 * @returns one leg each, in the order the message went
 */
export function readRoute(values: readonly string[]): MessageHop[] {
  const legs = values
    .slice(0, MAX_HOPS)
    .map((value) => readLeg(value.slice(0, MAX_FIELD)))
    .reverse();
  return legs.map((leg, index) => {
    const before = legs[index - 1]?.at;
    const delayMs = leg.at && before ? Date.parse(leg.at) - Date.parse(before) : null;
    return { ...leg, delayMs };
  });
}

function readLeg(value: string): Omit<MessageHop, 'delayMs'> {
  const dateAt = value.lastIndexOf(';');
  const clauses = dateAt === -1 ? value : value.slice(0, dateAt);
  const from = after('from', clauses);
  const by = after('by', clauses);
  const protocol = after('with', clauses);
  const tlsVersion = versionIn(clauses);
  const cipher = cipherIn(clauses);
  return {
    ...(from && { from }),
    ...(by && { by }),
    ...(protocol && { protocol }),
    tls: tlsVersion ? true : tlsOf(protocol),
    ...(tlsVersion && { tlsVersion }),
    ...(cipher && { cipher }),
    at: dateAt === -1 ? null : instantIn(value.slice(dateAt + 1)),
  };
}

function after(word: string, clauses: string): string | undefined {
  return new RegExp(`(?:^|\\s)${word}\\s+([^\\s();]+)`, 'i').exec(clauses)?.[1];
}

/** RFC 3848, RFC 6531: the letter S, before the A of authenticated, is TLS. Names of others tell nothing. */
function tlsOf(protocol: string | undefined): boolean | null {
  const name = /^(?:UTF8)?(?:E?SMTP|LMTP)(S?)A?$/i.exec(protocol ?? '');
  return name ? name[1] !== '' : null;
}

/** Postfix, Gmail, Exchange and Exim each write it in their own way. */
function versionIn(clauses: string): string | undefined {
  const [, digits] = /\bTLS[ v_]{0,2}1?[._]?(1[._][0-3]|[0-3])\b/i.exec(clauses) ?? [];
  if (digits === undefined) return undefined;
  return `TLSv${digits.length === 1 ? `1.${digits}` : digits.replace('_', '.')}`;
}

function cipherIn(clauses: string): string | undefined {
  return /\b(?:cipher[ =]|tls )\s{0,2}([A-Z0-9][A-Z0-9_-]{5,60})/i.exec(clauses)?.[1];
}

function instantIn(text: string): string | null {
  const time = Date.parse(text.replace(/\([^()]*\)/g, '').trim());
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
