/**
 * A value as a double-quoted YAML scalar: JSON's strings are, once what YAML does not count as printable is escaped.
 *
 * @see https://yaml.org/spec/1.2.2/#57-escaped-characters
 */
export function yamlString(value: string): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
