import type { BundleTarget, Purpose } from '../../preload/contract/index.ts';

/** What an account is most likely exported for, best first. */
const wanted: Readonly<Record<Purpose, readonly string[]>> = {
  'aem-cloud': ['aem-cloud'],
  'aem-65': ['aem-65'],
  'forms-jee': ['forms-jee'],
  other: ['json', 'dotenv'],
};

/** @param asked the target a link named, if any */
export function defaultTarget(
  targets: readonly BundleTarget[],
  purpose: Purpose,
  asked?: string,
): BundleTarget | undefined {
  const ids = [...(asked === undefined ? [] : [asked]), ...wanted[purpose]];
  const known = ids.map((id) => targets.find((target) => target.id === id));
  return known.find((target) => target !== undefined) ?? targets[0];
}
