import Wreck from '@hapi/wreck';
import type { Connection } from '../accounts/connection.ts';
import type { HttpAgents } from './http-agents.ts';

export interface TokenPost {
  readonly connection: Connection;
  readonly url: string;
  readonly clientSecret: string | undefined;
  readonly form: Readonly<Record<string, string>>;
  readonly agents: HttpAgents;
  readonly timeoutMs: number;
}

const maxReplyBytes = 1_048_576;

/**
 * Posts a form to one of the provider's endpoints for grants that simple-oauth2 does not have. The client proves itself
 * as the provider wants it (RFC 6749 §2.3.1).
 *
 * @returns the reply, decoded
 * @throws a Boom error as simple-oauth2 throws it; `tokenFailure` reads both
 */
export async function postForm(post: TokenPost): Promise<Readonly<Record<string, unknown>>> {
  const { connection, url, clientSecret, form, agents, timeoutMs } = post;
  const { clientId } = connection;
  const byHeader = clientSecret !== undefined && connection.endpoints.clientAuthentication === 'basic';
  const body = new URLSearchParams({
    ...form,
    ...(byHeader ? {} : { client_id: clientId }),
    ...(byHeader || clientSecret === undefined ? {} : { client_secret: clientSecret }),
  });
  const { payload } = await Wreck.post(url, {
    agent: agents.for(url, connection),
    payload: body.toString(),
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      ...(byHeader ? { authorization: `Basic ${basic(clientId, clientSecret)}` } : {}),
    },
    json: 'force',
    maxBytes: maxReplyBytes,
    timeout: timeoutMs,
  });
  return typeof payload === 'object' && payload !== null && !Buffer.isBuffer(payload)
    ? (payload as Readonly<Record<string, unknown>>)
    : {};
}

/** RFC 6749 §2.3.1 encodes both as form values first. */
function basic(id: string, secret: string): string {
  const encoded = (value: string) => new URLSearchParams({ v: value }).toString().slice(2);
  return Buffer.from(`${encoded(id)}:${encoded(secret)}`).toString('base64');
}
