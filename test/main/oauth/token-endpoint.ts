import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A request as it came over the wire. */
export interface Posted {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The body, undecoded. */
  readonly body: string;
  readonly form: URLSearchParams;
}

export type Answer = (response: ServerResponse, posted: Posted) => void;

export interface TokenEndpoint {
  readonly url: string;
  readonly posts: readonly Posted[];
  /** TCP connections so far. */
  readonly connections: number;
  answer: Answer;
}

/**
 * A token endpoint on loopback that answers as a test wants it to.
 *
 * @param identity serves https as its name
 */
export async function startTokenEndpoint(
  answer: Answer,
  identity?: { readonly key: string; readonly cert: string; readonly name: string },
): Promise<TokenEndpoint> {
  const posts: Posted[] = [];
  let connections = 0;
  const listener: RequestListener = async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    const body = await text(request);
    const posted = { method, path, headers, body, form: new URLSearchParams(body) };
    posts.push(posted);
    endpoint.answer(response, posted);
  };
  const server = identity ? createSecureServer(identity, listener) : createServer(listener);
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const endpoint = {
    url: `${identity ? `https://${identity.name}` : 'http://127.0.0.1'}:${(server.address() as AddressInfo).port}/token`,
    posts,
    get connections() {
      return connections;
    },
    answer,
  };
  return endpoint;
}

export function json(
  status: number,
  document: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(document));
  };
}

export function raw(status: number, type: string, body: string): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': type });
    response.end(body);
  };
}

/** Gives a new refresh token for each one it is given, and takes each only once, as strict providers do. */
export function rotating(first: string, expiresIn = 3600): Answer {
  let current = first;
  let turn = 0;
  return (response, posted) => {
    if (posted.form.get('refresh_token') !== current) {
      json(400, { error: 'invalid_grant', error_description: 'used before' })(response, posted);
      return;
    }
    turn += 1;
    current = `rotated-refresh-token-${turn}`;
    const tokens = { access_token: `access-token-${turn}`, refresh_token: current, expires_in: expiresIn };
    json(200, tokens)(response, posted);
  };
}
