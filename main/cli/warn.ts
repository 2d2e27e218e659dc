import type { Finding } from '../../preload/contract/validate/index.ts';
import { describeFinding } from '../oauth/preflight.ts';
import type { Output } from './output.ts';

/** Tells what a sign-in may fail of. */
export function warn(finding: Finding, output: Output): void {
  const { severity: _, values: __, ...what } = finding;
  const text = describeFinding(finding, output.texts);
  output.event({ event: 'warning', ...what, text }, text);
}
