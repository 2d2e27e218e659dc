/**
 * Entries as a `.properties` file: ASCII only, so that it reads the same as ISO-8859-1 and as UTF-8.
 *
 * @see https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Properties.html#load(java.io.Reader)
 */
export function javaProperties(entries: readonly (readonly [key: string, value: string])[]): string {
  return entries.map(([key, value]) => `${key}=${escapeValue(value)}\n`).join('');
}

const named: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escapeValue(value: string): string {
  return value
    .replaceAll(/[\\\t\n\r]/g, (unit) => named[unit] ?? unit)
    .replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/^ /, '\\ ');
}
