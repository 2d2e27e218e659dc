/** The scheme the window is served from: an origin of its own, secure, and nothing of `file:` (security.md §18). */
export const APP_SCHEME = 'app';

/** The one origin Postkey's page has. */
export const APP_ORIGIN = `${APP_SCHEME}://postkey`;

/** The page itself; a hash may follow. */
export const APP_PAGE = `${APP_ORIGIN}/`;

/** True for addresses of Postkey's own page and its files. */
export function isOwnAddress(url: string): boolean {
  return url === APP_ORIGIN || url.startsWith(APP_PAGE);
}
