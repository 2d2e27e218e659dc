import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import { maxImportBytes } from '../../../preload/contract/index.ts';
import { Failure } from '../../explain/failure.ts';
import type { Router } from '../../router.ts';
import { errorCode } from '../../vault/durable-file.ts';
import { createSession } from './session.ts';

/** The HTTP door: the window's files and the contract, for the one browser that opened the launch address. */
export interface HttpDoor {
  /** Signs in once. */
  readonly launchUrl: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface HttpDoorOptions {
  readonly router: Router;
  /** Answers for the window's files. */
  readonly page: (request: Request) => Promise<Response>;
  /** 0 lets the system choose. */
  readonly port: number;
  /** What a person reads who is refused. @param status of HTTP */
  readonly refusal: (status: number) => Promise<string>;
}

const rpcPrefix = '/rpc';
/** Room for a log of 5 MB to explain. */
const maxBodyBytes = 8 * 1024 * 1024;
/** Calls that bring files along, which travel as multipart, and room for what each may bring. */
const uploads: readonly string[] = [
  `${rpcPrefix}/mail/send`,
  `${rpcPrefix}/templates/importPreview`,
  `${rpcPrefix}/bundles/import`,
];
const maxUploadBytes = maxImportBytes + 64 * 1024;

/**
 * Serves on loopback only. Every request passes the same checks in the same order: host, session, and for calls
 * method, origin, content type and size.
 *
 * @throws Failure `NETWORK_FAILED` where the port is taken
 */
export async function openHttpDoor({ router, page, port, refusal }: HttpDoorOptions): Promise<HttpDoor> {
  const handlerFor = (maxBodySize: number) =>
    new RPCHandler(router, { plugins: [new BodyLimitPlugin({ maxBodySize })] });
  const calls = handlerFor(maxBodyBytes);
  const uploadCalls = handlerFor(maxUploadBytes);
  const server = createServer({ maxHeaderSize: 16_384 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(portFailure(error, port)));
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  // A browser leaves the default port out of Host and Origin.
  const origins = ['127.0.0.1', 'localhost'].map((name) => new URL(`http://${name}:${bound}`).origin);
  const session = createSession(bound);
  const refuse = refuseWith(refusal);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // First of all: a name that is not ours means that some page has pointed its own name here (DNS rebinding).
    const origin = origins.find((own) => own === `http://${request.headers.host}`);
    if (!origin) return refuse(response, 421);
    const pathname = pathIn(request.url ?? '/', origin);
    if (pathname === null) return refuse(response, 404);
    if (pathname.startsWith('/launch/')) {
      // A link preview or a browser that asks ahead must not use the address up.
      const cookie = request.method === 'GET' ? session.launch(pathname) : null;
      return cookie ? admit(response, cookie) : refuse(response, 401);
    }
    if (!session.admits(request.headers.cookie)) return refuse(response, 401);
    if (pathname.startsWith(`${rpcPrefix}/`)) {
      const takesFiles = uploads.includes(pathname);
      const refusal = refusalOf(request, origin, takesFiles);
      if (refusal) return refuse(response, refusal);
      response.setHeaders(new Map(Object.entries(quiet)));
      const rpc = takesFiles ? uploadCalls : calls;
      const { matched } = await rpc.handle(request, response, { prefix: rpcPrefix, context: {} });
      return matched ? undefined : refuse(response, 404);
    }
    await send(
      response,
      await page(new Request(new URL(pathname, origin), { method: request.method ?? 'GET' })),
    );
  }

  server.on('request', (request, response) => {
    answer(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else return refuse(response, 500);
    });
  });
  return {
    launchUrl: `${origins[0]}${session.launchPath}`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @returns null where the request target is no address of ours: `//name/path` would name another host */
function pathIn(target: string, origin: string): string | null {
  if (!URL.canParse(target, origin)) return null;
  const url = new URL(target, origin);
  return url.origin === origin ? url.pathname : null;
}

/** What makes a call look like something other than our page's own. */
function refusalOf({ method, headers }: IncomingMessage, origin: string, takesFiles: boolean): number | null {
  if (method !== 'POST') return 405;
  if (headers.origin !== origin) return 403;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return 403;
  const type = headers['content-type'] ?? '';
  if (/^application\/json\s*(;|$)/i.test(type)) return null;
  if (!takesFiles || !/^multipart\/form-data\s*;/i.test(type)) return 415;
  return null;
}

function admit(response: ServerResponse, cookie: string): void {
  response.writeHead(303, { ...quiet, location: '/', 'set-cookie': cookie });
  response.end();
}

const quiet = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

function refuseWith(say: (status: number) => Promise<string>) {
  return async (response: ServerResponse, status: number): Promise<void> => {
    const words = await say(status);
    response.writeHead(status, {
      ...quiet,
      'content-type': 'text/plain; charset=utf-8',
      connection: 'close',
    });
    response.end(`${words}
`);
  };
}

async function send(response: ServerResponse, { status, headers, body }: Response): Promise<void> {
  response.writeHead(status, Object.fromEntries(headers));
  if (body) for await (const chunk of body) response.write(chunk);
  response.end();
}

function portFailure(error: Error, port: number): Failure {
  return new Failure(
    'NETWORK_FAILED',
    {
      where: 'network',
      evidence: `POSTKEY_PORT_IN_USE ${errorCode(error)} 127.0.0.1:${port}`,
      context: { port: String(port) },
    },
    { cause: error },
  );
}
