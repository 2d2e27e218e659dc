import type { BundleTarget, Purpose, TargetId } from '../../preload/contract/index.ts';

/** What an account is most likely exported for. Any application can make something of JSON. */
const likely: Readonly<Record<Purpose, TargetId>> = {
  'aem-cloud': 'aem-cloud',
  'aem-65': 'aem-65',
  'forms-jee': 'forms-jee',
  other: 'json',
};

/** @param asked the target a link named, if any */
export function defaultTarget(
  targets: readonly BundleTarget[],
  purpose: Purpose,
  asked?: string,
): BundleTarget | undefined {
  const find = (id: string | undefined) => targets.find((target) => target.id === id);
  return find(asked) ?? find(likely[purpose]) ?? targets[0];
}
