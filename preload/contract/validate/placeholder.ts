const LIMIT = 100;
const SHAPES: readonly RegExp[] = [
  /^<[^<>]*>?$/,
  /^\[+[^[\]]*\]*$/,
  /^\{+[^{}]*\}*$/,
  /^%3c.*$/i,
  /^(?:your|enter|insert)[-_ ]?(?:tenant|client|app|application|secret|code|directory|refresh)/i,
  /^(?:tenant|client|app|application|directory)[-_ ]?(?:id|name)$/i,
];

/** Whether a guide's fill-in was left in place: `<tenant>`, `{tenant}`, `[[clientid]]`, `%3ctenantID%3e`, `YOUR_CLIENT_ID`. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  return text.length > 0 && text.length <= LIMIT && SHAPES.some((shape) => shape.test(text));
}
