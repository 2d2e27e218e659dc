import type { BundleEntry, BundleInput } from '../../target.ts';

/** The secrets to paste, each on a line of its own below its field; null where there are none to hand over. */
export function secretsFile({ secrets, texts }: BundleInput): BundleEntry | null {
  const known = Object.entries({ ...secrets }).filter(([, value]) => value);
  if (known.length === 0) return null;
  const field = texts.getFixedT(null, 'bundleFormsJee', 'field');
  const content = known.map(([name, value]) => `${field(name)}\n${value}\n`).join('\n');
  return { path: 'secrets.txt', content, secret: true };
}
