import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may use the door: whoever opened the launch address, once, and the browser that was given the cookie then. */
export interface Session {
  /** To be opened once; path of the launch address. */
  readonly launchPath: string;
  /** @returns the cookie to set where `path` is the launch path and nobody has used it yet */
  launch(path: string): string | null;
  /** @param cookieHeader the request's `Cookie` header */
  admits(cookieHeader: string | undefined): boolean;
}

/** @param port tells the cookies of several instances apart: cookies know no ports (RFC 6265 §8.5) */
export function createSession(port: number): Session {
  const name = `postkey-${port}`;
  const launchPath = `/launch/${randomBytes(24).toString('base64url')}`;
  const cookie = randomBytes(32).toString('base64url');
  let used = false;
  return {
    launchPath,
    launch(path) {
      if (used || !same(path, launchPath)) return null;
      used = true;
      return `${name}=${cookie}; HttpOnly; SameSite=Strict; Path=/`;
    },
    admits: (header = '') =>
      header
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(`${name}=`))
        .some((pair) => same(pair.slice(name.length + 1), cookie)),
  };
}

/** Compares without telling by its time how much was right. */
function same(a: string, b: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(a), digest(b));
}
