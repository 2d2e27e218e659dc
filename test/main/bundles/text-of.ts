import { buildBundle } from '../../../main/bundles/bundles.ts';
import type { Bundle } from '../../../main/bundles/target.ts';
import type { TargetId } from '../../../preload/contract/index.ts';
import { bundleInput, type InputChanges } from './bundle-input.ts';

/** The text of one file of a bundle. */
export function textOf(bundle: Bundle, path: string): string {
  const entry = bundle.files.find((file) => file.path === path);
  if (typeof entry?.content !== 'string') throw new Error(`No text at ${path}`);
  return entry.content;
}

/** The text of one file of the bundle that the usual account gives, with changes. */
export async function builtText(target: TargetId, path: string, changes: InputChanges = {}): Promise<string> {
  return textOf(buildBundle(target, await bundleInput(changes)), path);
}
