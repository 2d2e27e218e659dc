/** What a property of an OSGi configuration may be here; every format below can carry it. */
export type OsgiValue =
  | string
  | number
  | boolean
  | readonly string[]
  | readonly number[]
  | readonly boolean[];

export type OsgiProperty = readonly [key: string, value: OsgiValue];

/**
 * Makes sure that a configuration can be written.
 *
 * @param nameOf what counts as the name of a key, where a format adds something to it
 * @throws TypeError for what a reader in AEM refuses or misreads: keys that differ only in case, null, objects, mixed
 *   or nested arrays, numbers that are none
 */
export function assertWritable(
  properties: readonly OsgiProperty[],
  nameOf: (key: string) => string | undefined = (key) => key,
): void {
  const seen = new Set<string>();
  for (const [key, value] of properties) {
    const name = nameOf(key)?.toLowerCase();
    if (!name) throw new TypeError('A property needs a name');
    if (seen.has(name)) throw new TypeError(`${key} is there twice; case makes no difference to OSGi`);
    seen.add(name);
    assertValue(key, value);
  }
}

/** Values are `unknown` here: null and objects would be dropped or make AEM ignore the whole file. */
function assertValue(key: string, value: unknown): void {
  const items = Array.isArray(value) ? value : [value];
  const types = new Set(items.map((item) => typeof item));
  if (types.size > 1) throw new TypeError(`${key} mixes types in one array`);
  if (!items.every(isScalar)) throw new TypeError(`${key} is neither text, a finite number nor a boolean`);
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}
