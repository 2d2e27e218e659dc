import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Failure } from '../explain/failure.ts';
import { errorCode } from '../vault/durable-file.ts';
import { type CallbackOutcome, pageStyleSource } from './callback-page.ts';

/** Why a request was not taken for the answer. */
export type StrayReason = 'state' | 'issuer' | 'path' | 'host' | 'method';

/** What the listener makes of a request that has come to the right place. */
export type Verdict = { readonly accept: true } | { readonly accept: false; readonly reason: StrayReason };

export interface LoopbackListener {
  /** As it goes into the authorization request, port filled in. */
  readonly redirectUri: string;
  /** Resolves with the first request that `judge` accepted. */
  readonly answer: Promise<URLSearchParams>;
  /** Ends it with all its sockets. */
  close(): void;
}

export interface LoopbackOptions {
  /** The registered redirect URI; where it names no port, the system chooses one (RFC 8252 §7.3). */
  readonly redirectUri: string;
  readonly judge: (parameters: URLSearchParams) => Verdict;
  readonly onStray: (reason: StrayReason) => void;
  /** The page a person sees at the end; complete HTML. */
  readonly page: (outcome: CallbackOutcome) => string;
}

const strayStatus = { host: 421, path: 404, method: 405, state: 400, issuer: 400 } as const;

/**
 * Waits on loopback for the browser to come back from the provider. Whatever does not belong to the attempt gets an
 * error, and the wait goes on: a stray page must not be able to end somebody's sign-in.
 *
 * @throws Failure `CONSENT_FAILED` where the port is taken
 */
export async function listenOnLoopback(options: LoopbackOptions): Promise<LoopbackListener> {
  const registered = new URL(options.redirectUri);
  let resolve: (parameters: URLSearchParams) => void = () => undefined;
  const answer = new Promise<URLSearchParams>((settle) => {
    resolve = settle;
  });
  let answered = false;
  let authority = '';

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const url = targetOf(request, registered.origin);
    const reason = strayReason(request, url);
    if (reason) {
      respond(response, strayStatus[reason], options.page('stray'));
      options.onStray(reason);
      return;
    }
    answered = true;
    respond(response, 200, options.page(url.searchParams.has('error') ? 'refused' : 'done'));
    response.once('close', () => resolve(url.searchParams));
  }

  function strayReason(request: IncomingMessage, url: URL): StrayReason | null {
    // DNS rebinding makes a foreign page arrive here under its own name.
    if (request.headers.host !== authority) return 'host';
    if (url.pathname !== registered.pathname) return 'path';
    if (request.method !== 'GET') return 'method';
    const verdict = options.judge(url.searchParams);
    if (!verdict.accept) return verdict.reason;
    return answered ? 'state' : null;
  }

  const servers = await listenAll(registered, handle);
  const { port } = servers[0].address() as AddressInfo;
  authority = `${registered.hostname}:${port}`;
  const redirectUri = withPort(options.redirectUri, registered, port);
  return { redirectUri, answer, close: () => servers.forEach(shut) };
}

/** What is no address at all, such as `//`, leads nowhere. */
function targetOf({ url = '/' }: IncomingMessage, origin: string): URL {
  return URL.canParse(url, origin) ? new URL(url, origin) : new URL('about:blank');
}

/** A server on every loopback address the name may lead the browser to, all on one port. */
async function listenAll(
  registered: URL,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<[Server, ...Server[]]> {
  const wanted = Number(registered.port);
  const [first, ...others] = addressesOf(registered.hostname);
  const server = await listen(first, wanted, handle);
  const { port } = server.address() as AddressInfo;
  const more: Server[] = [];
  for (const address of others) {
    try {
      more.push(await listen(address, port, handle));
    } catch (error) {
      // A machine without IPv6 cannot be reached there either.
      if (error instanceof Failure && /EADDRNOTAVAIL|EAFNOSUPPORT/.test(error.facts.evidence)) continue;
      shut(server);
      throw error;
    }
  }
  return [server, ...more];
}

function addressesOf(hostname: string): [string, ...string[]] {
  if (hostname === 'localhost') return ['127.0.0.1', '::1'];
  return hostname === '[::1]' ? ['::1'] : [hostname];
}

function listen(
  address: string,
  port: number,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server> {
  const server = createServer({ maxHeaderSize: 32_768, requestTimeout: 10_000 }, handle);
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(portFailure(error, address, port)));
    server.listen(port, address, () => resolve(server));
  });
}

function portFailure(error: Error, address: string, port: number): Failure {
  const evidence = `POSTKEY_PORT_IN_USE ${errorCode(error)} ${address}:${port}`;
  return new Failure(
    'CONSENT_FAILED',
    { where: 'authorize', evidence, context: { port: String(port) } },
    { cause: error },
  );
}

function shut(server: Server): void {
  server.close();
  server.closeAllConnections();
}

/** Keeps the registered spelling; providers compare it letter by letter. */
function withPort(spelling: string, registered: URL, port: number): string {
  if (registered.port !== '') return spelling;
  return spelling.replace(/^(http:\/\/[^/?#]+)/, `$1:${port}`);
}

function respond(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src ${pageStyleSource}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  response.end(html);
}
