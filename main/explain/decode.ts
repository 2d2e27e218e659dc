/** Base64 of `{"` and of `user=`, `n,a=`. Dots around it would make it a token (JWT), which stays closed. */
const CANDIDATE =
  /(?<![A-Za-z0-9+/=._-])(?:ey[IAJ]|dXNlcj|bixhP|biws)[A-Za-z0-9+/]{8,8000}={0,2}(?![A-Za-z0-9+/=._-])/g;

/** Opens the coded errors of XOAUTH2 and OAUTHBEARER (RFC 7628 §3.2.2), and what a client sent, in its place. */
export function decodeBase64(text: string): { readonly text: string; readonly decoded: readonly string[] } {
  const decoded: string[] = [];
  const opened = text.replace(CANDIDATE, (coded) => {
    const clear = Buffer.from(coded, 'base64').toString('utf8').replaceAll('\u0001', ' ').trim();
    if (!isReadable(clear)) return coded;
    decoded.push(clear);
    return clear;
  });
  return { text: opened, decoded };
}

function isReadable(text: string): boolean {
  return /^(?:\{.*\}|user=|n,)/s.test(text) && !/[^\t\n\r\u0020-\u007e\u00a0-\u024f]/.test(text);
}
