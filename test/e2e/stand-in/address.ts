/**
 * Plain Chromium knows no `app:` scheme, so its pages are served from an intercepted HTTP origin that is a secure
 * context as well. This file is the only place that knows; the app sees `app:` everywhere.
 */
const pairs = [['app://postkey', 'http://postkey.localhost']] as const;

export const schemes: readonly string[] = ['app'];

export function toChromium(url: string): string {
  return replaceOrigin(
    url,
    (pair) => pair[0],
    (pair) => pair[1],
  );
}

export function toApp(url: string): string {
  return replaceOrigin(
    url,
    (pair) => pair[1],
    (pair) => pair[0],
  );
}

type Pair = (typeof pairs)[number];

function replaceOrigin(url: string, from: (pair: Pair) => string, to: (pair: Pair) => string): string {
  for (const pair of pairs) {
    const origin = from(pair);
    if (url === origin || url.startsWith(`${origin}/`)) return to(pair) + url.slice(origin.length);
  }
  return url;
}
