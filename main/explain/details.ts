import type { Trace } from '../../preload/contract/index.ts';

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const TRACE_ID = new RegExp(`trace[ _]?id["']?\\s?[:=]\\s?["']?(${GUID})`, 'i');
const CORRELATION_ID = new RegExp(`(?:correlation|request)[ _]?id["']?\\s?[:=]\\s?["']?(${GUID})`, 'i');
const TIMESTAMP = /timestamp["']?\s?[:=]\s?["']?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,7})?Z?)/i;

/** What Microsoft prints with every refusal and asks for in a support case. */
export function findTrace(text: string): Trace | undefined {
  const traceId = TRACE_ID.exec(text)?.[1];
  const correlationId = CORRELATION_ID.exec(text)?.[1];
  const timestamp = TIMESTAMP.exec(text)?.[1];
  if (!traceId && !correlationId) return undefined;
  return {
    ...(traceId && { traceId }),
    ...(correlationId && { correlationId }),
    ...(timestamp && { timestamp }),
  };
}

const STATED: readonly RegExp[] = [
  /\b(?:ENOTFOUND|EAI_AGAIN|UnknownHostException:) (?<host>[\w.-]{3,253})/,
  /\b(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET) (?<host>[\w.-]{3,253}):(?<port>\d{1,5})\b/,
  /connect to (?:SMTP )?host,? (?:port: )?(?<host>[\w.-]{3,253}), (?:port: )?(?<port>\d{1,5})/i,
  new RegExp(`Application with identifier '(?<clientId>${GUID})'`, 'i'),
  /Tenant '(?<tenant>[\w.-]{3,253})' not found/i,
];

/** Values that the text itself names, for the steps of the fix. */
export function findValues(text: string): Record<string, string> {
  return Object.assign({}, ...STATED.map((stated) => ({ ...stated.exec(text)?.groups })));
}
