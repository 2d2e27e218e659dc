const MASK = '***';

/** Of a known secret, this much at its start gives it away even where a server or a log cut it short. */
const TELLING_PREFIX = 16;

/**
 * Shapes that are secrets wherever they turn up. Every pattern starts at a literal or a boundary and repeats one
 * character class only, so that hostile text of megabytes is still read in linear time.
 */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\s\\]*/g, `-----BEGIN PRIVATE KEY-----${MASK}`],
  [/\b(Bearer[ \t]{1,8})[A-Za-z0-9._~+/-]{16,}=*/gi, `$1${MASK}`],
  [/\b(Basic[ \t]{1,8})[A-Za-z0-9+/]{8,}=*/gi, `$1${MASK}`],
  // Base64 of `user=` (XOAUTH2) and of `n,a=` and `n,,` (OAUTHBEARER).
  [/(?<![A-Za-z0-9+/])(?:dXNlcj[0-3]|bixhP|biws)[A-Za-z0-9+/]{12,}=*/g, MASK],
  [/(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]+){1,4}/g, MASK],
  // Google's access tokens, refresh tokens and client secrets.
  [/(?<![A-Za-z0-9_-])(?:ya29\.|1\/\/0|GOCSPX-)[A-Za-z0-9_-]{8,}/g, MASK],
];

const SECRET_KEYS =
  'refresh_token|access_token|id_token|client_secret|client_assertion|assertion|code_verifier|device_code|' +
  'refreshToken|accessToken|idToken|clientSecret|codeVerifier|deviceCode|private_key|password|passphrase';

/** No letter of a longer word in front; the end of a percent-encoded character is no letter. */
const BOUNDARY = '(?:(?<![A-Za-z0-9_-])|(?<=%[0-9A-F]{2}))';

/** `key=value`, also with the sign percent-encoded or as `key: value`. */
const PLAIN_PAIR = new RegExp(
  `${BOUNDARY}((?:${SECRET_KEYS}|token)(?:=|%3D|[ \\t]{0,4}:[ \\t]{1,4}))[^\\s&"'<>,;]+`,
  'gi',
);
/** `"key":"value"`, also quoted singly, escaped once, or cut off. */
const QUOTED_PAIR = new RegExp(
  `${BOUNDARY}((?:${SECRET_KEYS}|token)\\\\?["']?[ \\t]{0,4}[:=][ \\t]{0,4}\\\\?["'])[^"'\\\\]+`,
  'gi',
);
/** An authorization code; `code` means other things too, so that bare words and short numbers stay. */
const CODE_PAIR = new RegExp(`${BOUNDARY}(code(?:=|%3D))([^\\s&"'<>,;]+)`, 'gi');
const HARMLESS_CODE = /^(?:[a-z_]{1,40}|[A-Z_]{1,40}|\d{1,6})$/;

/**
 * Masks secrets in text that may be shown, logged or kept: each of `secrets`, also percent-encoded or cut short, and
 * whatever looks like a token, an authorization code, a client secret or a SASL response. Linear in the text.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let masked = text;
  for (const form of formsOf(secrets)) masked = masked.replaceAll(form, MASK);
  // Before what is cut short: another token may well begin as a known one does.
  for (const [shape, replacement] of SHAPES) masked = masked.replace(shape, replacement);
  masked = masked
    .replace(QUOTED_PAIR, `$1${MASK}`)
    .replace(PLAIN_PAIR, `$1${MASK}`)
    .replace(CODE_PAIR, (pair, key: string, value: string) =>
      HARMLESS_CODE.test(value) ? pair : `${key}${MASK}`,
    );
  for (const secret of secrets) masked = maskCutShort(masked, secret);
  return masked;
}

/** The longest first, so that a secret inside another leaves no remainder. */
function formsOf(secrets: readonly string[]): readonly string[] {
  const forms = new Set<string>();
  for (const secret of secrets) {
    if (secret.trim() === '') continue;
    forms.add(secret);
    // By way of bytes, since a lone surrogate cannot be percent-encoded.
    forms.add(encodeURIComponent(Buffer.from(secret).toString()));
  }
  return [...forms].sort((a, b) => b.length - a.length);
}

/** Masks what begins like the secret, to the end of the word. */
function maskCutShort(text: string, secret: string): string {
  const telling = secret.slice(0, TELLING_PREFIX);
  if (telling.length < TELLING_PREFIX) return text;
  const [first = '', ...rest] = text.split(telling);
  return first + rest.map((part) => MASK + part.replace(/^[A-Za-z0-9._~+/=%-]+/, '')).join('');
}
