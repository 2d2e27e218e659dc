/*
 * The forms in which signatures are written. All ignore case; a blank also stands for a line break, since what people
 * paste is wrapped. Repetition is bounded and never nested, so that no input makes a pattern slow.
 */

/** Any of these, anywhere. Each is a regular expression in which a blank stands for any white space. */
export function text(...alternatives: readonly string[]): RegExp {
  return new RegExp(alternatives.map(loosen).join('|'), 'im');
}

/**
 * An enhanced status code (RFC 3463) where a server, a bounce or a library reports it, so that a version number with
 * the same digits is no match; or any of the texts.
 */
export function reply(enhanced: string, ...alternatives: readonly string[]): RegExp {
  const code = `${enhanced.replaceAll('.', '\\.')}(?!\\d|\\.\\d)`;
  const said =
    '(?:\\b[45]\\d\\d[\\s:;,#(-]{1,3}|dsn=|status: ?|(?:status |error )?code:? |#|(?:response was|said|with message):? "?)';
  return text(`${said}${code}`, `^\\W{0,3}${code} [a-z]`, ...alternatives);
}

/** An `error` of RFC 6749 and its kin, as a word of its own. */
export function oauthError(...words: readonly string[]): RegExp {
  return text(...words.map((word) => `(?<![\\w./-])${word}(?![\\w/])`));
}

/** An error code of Node and the system, or the words that go with it. */
export function systemError(...words: readonly string[]): RegExp {
  return text(...words.map((word) => (/^[A-Z_]+$/.test(word) ? `(?<![\\w./])${word}(?!\\w)` : word)));
}

/** A sign-in error of Microsoft Entra ID, as `normalise` spells it. */
export function aadsts(code: number): RegExp {
  return text(`AADSTS${code}(?!\\d)`);
}

/** A condition that Postkey itself detects. */
export function condition(name: string): RegExp {
  return text(`POSTKEY_${name}(?!\\w)`);
}

function loosen(pattern: string): string {
  return pattern.replaceAll('.{', '[^]{').replaceAll(' ', '\\s');
}
