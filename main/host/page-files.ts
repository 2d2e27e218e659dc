import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const mimeTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * Answers for the files of the built window, for both doors alike, and for nothing else.
 *
 * @param folder absolute path of out/renderer
 * @param createNonce a value nobody can guess, for each load
 * @see Electron protocol.md, `protocol.handle`, for the traversal check
 */
export function createPageHandler(
  folder: string,
  createNonce = () => randomBytes(16).toString('base64'),
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET') return refuse(405);
    const path = filePath(folder, request.url);
    const type = path === null ? undefined : mimeTypes[extname(path)];
    if (path === null || type === undefined) return refuse(404);
    const bytes = await readIfThere(path);
    if (bytes === null) return refuse(404);
    const nonce = createNonce();
    const body = extname(path) === '.html' ? bytes.toString().replaceAll('__NONCE__', nonce) : bytes;
    return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
      headers: { ...safeHeaders(nonce), 'content-type': type },
    });
  };
}

/** Only the page's own files, and inline only what carries the nonce of this load. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function safeHeaders(nonce: string): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

/** @returns null where the address leads out of the folder */
function filePath(folder: string, url: string): string | null {
  if (!URL.canParse(url)) return null;
  const name = decode(new URL(url).pathname);
  if (name === null || name.includes('\0') || name.includes('\\')) return null;
  const path = join(folder, name === '/' ? 'index.html' : name);
  return path.startsWith(folder + sep) ? path : null;
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname || '/');
  } catch {
    return null;
  }
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch {
    return null;
  }
}

function refuse(status: 404 | 405): Response {
  return new Response(null, { status, headers: safeHeaders('none') });
}
