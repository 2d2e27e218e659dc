const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A text as it stands in an element or an attribute. Line ends and tabs are written as numbers: an attribute would turn
 * them into spaces (XML 1.0 §3.3.3).
 */
export function xmlText(text: string): string {
  return text.replaceAll(
    /[&<>"\t\n\r]/g,
    (character) => entities[character] ?? `&#${character.charCodeAt(0)};`,
  );
}
