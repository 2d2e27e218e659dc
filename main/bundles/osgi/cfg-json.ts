/** What an untyped value of a `.cfg.json` may be: String, Boolean, Long or Double, or an array of one of them. */
export type CfgValue = string | number | boolean | readonly string[] | readonly number[] | readonly boolean[];

/**
 * Writes one OSGi configuration in the `.cfg.json` format of the Sling installer, properties in the order given.
 *
 * @throws TypeError for what the reader in AEM refuses or misreads: keys that differ only in case, keys of the
 *   configurator itself, null, objects, mixed or nested arrays, numbers JSON cannot hold
 * @see https://docs.osgi.org/specification/osgi.cmpn/7.0.0/service.configurator.html
 * @see https://sling.apache.org/documentation/bundles/configuration-installer-factory.html
 */
export function cfgJson(properties: readonly (readonly [key: string, value: CfgValue])[]): string {
  const seen = new Set<string>();
  for (const [key, value] of properties) {
    checkKey(key, seen);
    checkValue(key, value);
  }
  const lines = properties.map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value, null, 2)}`,
  );
  return `{\n${lines.map((line) => line.replaceAll('\n', '\n  ')).join(',\n')}\n}\n`;
}

function checkKey(key: string, seen: Set<string>): void {
  if (key.startsWith(':configurator:')) throw new TypeError(`${key} is reserved for the configurator`);
  const name = key.split(':', 1)[0]?.toLowerCase();
  if (!name) throw new TypeError('A property needs a name');
  if (seen.has(name)) throw new TypeError(`${key} is there twice; case makes no difference to OSGi`);
  seen.add(name);
}

/** Values are `unknown` here: null and objects would be dropped or make AEM ignore the whole file. */
function checkValue(key: string, value: unknown): void {
  const items = Array.isArray(value) ? value : [value];
  const types = new Set(items.map((item) => typeof item));
  if (types.size > 1) throw new TypeError(`${key} mixes types in one array`);
  if (!items.every(isScalar)) throw new TypeError(`${key} is neither text, a finite number nor a boolean`);
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}
