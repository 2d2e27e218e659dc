import { assertWritable, type OsgiProperty, type OsgiValue } from '../osgi/properties.ts';
import { xmlText } from './xml.ts';

/**
 * Writes one node of the repository as FileVault's enhanced document view, such as a `sling:OsgiConfig`.
 *
 * Whole numbers become Long, others Double: the repository has no Integer.
 *
 * @throws TypeError for what AEM refuses or misreads, and for names with a colon, which the installer leaves out
 * @see https://jackrabbit.apache.org/filevault/docview.html
 * @see https://sling.apache.org/documentation/bundles/jcr-installer-provider.html
 */
export function docView(primaryType: string, properties: readonly OsgiProperty[] = []): string {
  assertWritable(properties);
  const attributes = [
    `jcr:primaryType="${primaryType}"`,
    ...properties.map(([key, value]) => `${attributeName(key)}="${xmlText(propertyText(value))}"`),
  ];
  return `${opening}${attributes.map((attribute) => `\n    ${attribute}`).join('')}/>\n`;
}

/**
 * FileVault takes a file for a document view only where `<jcr:root` and this namespace, with http and in double quotes,
 * are among its first 1024 characters.
 */
const opening = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<jcr:root xmlns:sling="http://sling.apache.org/jcr/sling/1.0" xmlns:jcr="http://www.jcp.org/jcr/1.0"',
].join('\n');

function propertyText(value: OsgiValue): string {
  if (typeof value !== 'object') return `${typeOf([value])}${singleText(String(value))}`;
  return `${typeOf(value)}[${itemsText(value.map(String))}]`;
}

function typeOf(items: readonly (string | number | boolean)[]): string {
  if (items.some((item) => typeof item === 'boolean')) return '{Boolean}';
  if (!items.some((item) => typeof item === 'number')) return '';
  return items.every(Number.isSafeInteger) ? '{Long}' : '{Double}';
}

/** What would begin a type or an array is escaped at the start of a single value only. */
function singleText(value: string): string {
  return escaped(value).replace(/^[[{]/, '\\$&');
}

/** One empty text would read as none, so it has a form of its own (JCR-3661). */
function itemsText(items: readonly string[]): string {
  if (items.length === 1 && items[0] === '') return '\\0';
  return items.map((item) => escaped(item).replaceAll(',', '\\,')).join(',');
}

/** A character outside of XML 1.0 §2.2, and each half of one beyond U+FFFF, is written as `\uXXXX`. */
function escaped(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, (half) => `\\u${hex(half)}`);
}

/** What a name of XML cannot have is written as `_xHHHH_` (ISO 9075-14). */
function attributeName(key: string): string {
  if (key.includes(':')) throw new TypeError(`${key} has a colon: AEM would leave it out`);
  return key
    .replaceAll(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005f_')
    .replaceAll(/^[^A-Za-z_]|[^\w.-]/g, (character) => `_x${hex(character)}_`);
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, '0');
}
