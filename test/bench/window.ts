import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasChromium, launchQuietly, serve, stop } from './served.ts';
import { median, milliseconds, printTable, verdict } from './table.ts';

const rounds = 7;
const paintGoal = 1_500;
const memoryGoal = 90;

/** The window in Chromium from opening the address to its first paint, and what `serve` holds in memory. */
const folder = await mkdtemp(join(tmpdir(), 'postkey-bench-'));
try {
  const paints: number[] = [];
  const idle: number[] = [];
  const used: number[] = [];
  if (!hasChromium) process.stdout.write('\nskipped: the window needs Chromium\n');
  for (let round = 0; round < rounds; round += 1) {
    const { child, url } = await serve(folder);
    idle.push(await residentMegabytes(child));
    if (hasChromium) paints.push(await firstPaint(url));
    used.push(await residentMegabytes(child));
    await stop(child);
  }
  printTable(`The window (medians of ${rounds})`, [
    [
      'first contentful paint',
      milliseconds(median(paints)),
      verdict(median(paints) <= paintGoal, `at most ${paintGoal} ms`),
    ],
    [
      'serve, idle',
      `${median(idle).toFixed(1)} MB resident`,
      verdict(median(idle) < memoryGoal, `below ${memoryGoal} MB`),
    ],
    ['serve, after the window was opened', `${median(used).toFixed(1)} MB resident`, ''],
  ]);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function residentMegabytes({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** With a browser that is running and has seen nothing yet. */
async function firstPaint(url: string): Promise<number> {
  const browser = await launchQuietly();
  try {
    const page = await browser.newPage();
    await page.goto(url);
    const paint = await page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    );
    return Number(await paint.jsonValue());
  } finally {
    await browser.close();
  }
}
