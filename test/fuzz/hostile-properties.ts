import fc from 'fast-check';

const pieces = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('\\', '\\', '\n', '\r', '\r\n', ' ', '\t', '\f', '=', ':', '#', '!'),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom('a', 'b', 'u', 'key', 'n', 't', '\\n', '\\n\\\n', '\\\n ', '\\\r\n\t'),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '\\u',
      '\\u0',
      '\\u00e',
      '\\u00e9',
      '\\uD83D',
      '\\uDE00',
      '\\uu0041',
      '\\U0041',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('subject=', 'message=', '__proto__=', `\${time}`, '# c \\\n', '\n\n'),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) },
);

/** Texts, one character a byte, made of what `Properties.load` stumbles over. */
export const hostileText = fc.array(pieces, { maxLength: 24 }).map((parts) => parts.join(''));

/** The same, behind a run that moves it across the end of Java's buffer of 8192 bytes. */
export const hostileTextAtBufferEnd = fc
  .tuple(fc.integer({ min: 8170, max: 8192 }), fc.constantFrom('#', ' ', 'a', '\\', '\n'), hostileText)
  .map(([length, filler, text]) => `${filler.repeat(length)}${text}`);

/** Mostly short texts, now and then one at the end of the buffer. */
export const hostileFile = fc.oneof(
  { weight: 40, arbitrary: hostileText },
  { weight: 1, arbitrary: hostileTextAtBufferEnd },
);
