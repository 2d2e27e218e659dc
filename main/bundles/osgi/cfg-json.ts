import { assertWritable, type OsgiProperty } from './properties.ts';

/**
 * Writes one OSGi configuration in the `.cfg.json` format of the Sling installer, properties in the order given.
 *
 * Untyped values become String, Boolean, Long or Double, or an array of one of them.
 *
 * @throws TypeError for what the reader in AEM refuses or misreads, and for keys of the configurator itself
 * @see https://docs.osgi.org/specification/osgi.cmpn/7.0.0/service.configurator.html
 * @see https://sling.apache.org/documentation/bundles/configuration-installer-factory.html
 */
export function cfgJson(properties: readonly OsgiProperty[]): string {
  assertWritable(properties, nameOf);
  const lines = properties.map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value, null, 2)}`,
  );
  return `{\n${lines.map((line) => line.replaceAll('\n', '\n  ')).join(',\n')}\n}\n`;
}

/** A key may name its type behind a colon. */
function nameOf(key: string): string | undefined {
  if (key.startsWith(':configurator:')) throw new TypeError(`${key} is reserved for the configurator`);
  return key.split(':', 1)[0];
}
