import { assertWritable, type OsgiProperty, type OsgiValue } from './properties.ts';

/**
 * Writes one OSGi configuration in the `.config` format of Apache Felix, properties in the order given. It goes to the
 * disk as UTF-8. There is no comment in it: older readers take one in the first line at most.
 *
 * Whole numbers become Integer where they fit and Long where they do not, others Double.
 *
 * @throws TypeError for what the reader in AEM refuses or misreads, and for keys with other characters than letters,
 *   digits, `.`, `_` and `-`
 * @see https://sling.apache.org/documentation/bundles/configuration-installer-factory.html
 * @see https://github.com/apache/felix-dev/blob/master/configadmin/src/main/java/org/apache/felix/cm/file/ConfigurationHandler.java
 */
export function felixConfig(properties: readonly OsgiProperty[]): string {
  assertWritable(properties);
  return properties.map(([key, value]) => `${checkedKey(key)}=${written(value)}\r\n`).join('');
}

function checkedKey(key: string): string {
  if (!/^[\w.-]+$/.test(key)) throw new TypeError(`${key} cannot be a key of a .config file`);
  return key;
}

function written(value: OsgiValue): string {
  const items: readonly (string | number | boolean)[] = typeof value === 'object' ? value : [value];
  const type = typeCode(items);
  const quoted = items.map((item) => `"${quotedText(item, type)}"`);
  return typeof value === 'object' ? `${type}[${quoted.join(',')}]` : `${type}${quoted.join('')}`;
}

/** One letter for all items of an array; text has none. */
function typeCode(items: readonly (string | number | boolean)[]): string {
  if (items.some((item) => typeof item === 'boolean')) return 'B';
  const numbers = items.filter((item) => typeof item === 'number');
  if (numbers.length === 0) return '';
  if (!numbers.every(Number.isSafeInteger)) return 'D';
  return numbers.every((number) => number === (number | 0)) ? 'I' : 'L';
}

function quotedText(item: string | number | boolean, type: string): string {
  if (typeof item === 'number') return type === 'D' ? doubleBits(item) : String(item);
  // The space too: that is how Felix itself writes it.
  return String(item)
    .replaceAll(/[\\"= ]/g, (character) => `\\${character}`)
    .replaceAll(/\p{Cc}|\p{Cs}/gu, (character) => `\\u${hex(character)}`);
}

/** Felix keeps a Double as its 64 bits, in decimal (IEEE 754). */
function doubleBits(number: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, number);
  return String(view.getBigInt64(0));
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, '0');
}
