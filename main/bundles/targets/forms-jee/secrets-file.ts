import type { BundleEntry, BundleInput } from '../../target.ts';

const fields = ['clientSecret', 'refreshToken'] as const;

/** The secrets to paste, each on a line of its own below its field; null where there are none to hand over. */
export function secretsFile({ secrets, texts }: BundleInput): BundleEntry | null {
  const field = texts.getFixedT(null, 'bundleFormsJee', 'field');
  const known = fields.flatMap((name) => {
    const value = secrets?.[name];
    return value ? [`${field(name)}\n${value}\n`] : [];
  });
  if (known.length === 0) return null;
  const content = known.join('\n');
  return { path: 'secrets.txt', content, secret: true };
}
