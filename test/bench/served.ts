import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

export const hasChromium = existsSync(executablePath);

/** A browser that has seen nothing yet and does nothing by itself. */
export function launchQuietly(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** The built app on a data folder; its address signs in once. */
export async function serve(
  folder: string,
  ...options: readonly string[]
): Promise<{ child: ChildProcess; url: string }> {
  const cli = join(import.meta.dirname, '..', 'main', 'cli.cjs');
  const child = spawn(process.execPath, [cli, 'serve', '--no-open', '--json', '--data', folder, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, url: JSON.parse(line).url };
}

export async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}
