const MAX_DECLARATIONS = 200;

/** Functions by which a style can load something, and what old engines ran. */
const reachesOut = /url|image|src|cross-fade|element|paint|expression|javascript|behavior|-moz-binding/i;

/** Declarations of a `style` attribute without those that could load anything or end the rule they stand in. */
export function safeDeclarations(style: string): string {
  return style
    .split(';', MAX_DECLARATIONS)
    .map((declaration) => declaration.trim())
    .filter(
      (declaration) => /^-?[a-z][a-z-]*\s*:[^{}<>\\@]+$/i.test(declaration) && !/\/\*/.test(declaration),
    )
    .filter((declaration) => !reachesOut.test(declaration.slice(declaration.indexOf(':'))))
    .join(';');
}

/**
 * A sheet without imports, fonts and whatever loads something. One with escapes is left out whole: they are there to
 * hide what it says.
 */
export function safeSheet(sheet: string): string {
  const plain = withoutComments(sheet.replace(/<!--|-->/g, ''));
  if (/[\\<]/.test(plain)) return '';
  return plain
    .split(/(?<=[;{}])/)
    .map((piece) => {
      const end = /[;{}]$/.exec(piece)?.[0] ?? '';
      const words = piece.slice(0, piece.length - end.length);
      if (end === '{') return loadingRule.test(words) ? 'none{' : piece;
      const colon = words.indexOf(':');
      const harmless = colon !== -1 && !words.includes('@') && !reachesOut.test(words.slice(colon));
      return harmless ? piece : end;
    })
    .join('');
}

/** What stands before a block and is more than a selector or a condition. */
const loadingRule = /@(?:import|charset|namespace|font-face|document)\b|\b(?:url|src|image)\s*\(/i;

function withoutComments(sheet: string): string {
  const parts: string[] = [];
  for (let at = 0; at < sheet.length; ) {
    const start = sheet.indexOf('/*', at);
    parts.push(sheet.slice(at, start === -1 ? undefined : start));
    if (start === -1) break;
    const end = sheet.indexOf('*/', start + 2);
    if (end === -1) break;
    at = end + 2;
  }
  return parts.join(' ');
}
