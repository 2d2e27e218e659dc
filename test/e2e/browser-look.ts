import { mkdirSync, mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** Where the pictures go, to be looked at by a person. */
export const pictures = picturesFolder();

const narrow = { width: 900, height: 600 };
const wide = { width: 1280, height: 800 };

/** axe, which takes most of the time, sees each scheme and each size once. */
const views = [
  { colorScheme: 'light', size: wide, inspected: false },
  { colorScheme: 'light', size: narrow, inspected: true },
  { colorScheme: 'dark', size: narrow, inspected: false },
  { colorScheme: 'dark', size: wide, inspected: true },
] as const;

/** Takes a page's pictures in both schemes and sizes, and returns what axe finds: once in each scheme and size. */
export async function look(page: Page, name: string): Promise<string[]> {
  const before = page.viewportSize();
  const found: string[] = [];
  for (const { colorScheme, size, inspected } of views) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(size);
    const file = `${name}-${size.width}-${colorScheme}.png`;
    await page.screenshot({ path: join(pictures, file), animations: 'disabled' });
    if (inspected) found.push(...(await violations(page)).map((violation) => `${file}: ${violation}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (before) await page.setViewportSize(before);
  return found;
}

/** What keeps somebody from using the page, by WCAG 2.2 AA and axe's own best practices. */
async function violations(page: Page): Promise<string[]> {
  // As an evaluated text it passes the page's policy, which forbids foreign scripts.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await axeSource);
  const { violations } = await page.evaluate<AxeResults, RunOptions>(
    (options) => Reflect.get(window, 'axe').run(document, options),
    { resultTypes: ['violations'] },
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

function picturesFolder(): string {
  const chosen = process.env['POSTKEY_PICTURES'];
  if (!chosen) return mkdtempSync(join(tmpdir(), 'postkey-pictures-'));
  mkdirSync(chosen, { recursive: true });
  return chosen;
}
