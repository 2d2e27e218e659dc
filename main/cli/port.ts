import { UsageError } from './command.ts';
import type { Output } from './output.ts';

/** @throws UsageError where it is not a port */
export function portIn(text: string | undefined, output: Output): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(output.texts.t('cli:usage.port'));
}
