import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { hasChromium, launchQuietly, serve, stop } from './served.ts';
import { median, milliseconds, printTable, verdict } from './table.ts';

const keystrokes = 80;
const goalMs = 16;
const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/**
 * Typing into a template of 1 MB in Chromium, as the file and as a form. A keystroke is what the page does for it: from
 * the key until its text is in the document, and the frame that shows it with its styles, layout and paint; not the
 * wait for the screen in between. What a small template takes is the floor that the machine sets.
 */
if (hasChromium) await measure();
else process.stdout.write('\nskipped: typing needs Chromium\n');

async function measure(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'postkey-bench-'));
  try {
    await mkdir(join(folder, 'templates', 'page'), { recursive: true });
    const { child, url } = await serve(folder, '--key-file');
    const browser = await launchQuietly();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
      await page.goto(url);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const keep = (bytes: number) => writeFile(join(folder, 'templates', 'page', 'en.txt'), template(bytes));
      await keep(kilobyte);
      const small = { file: await typed(page, 'file'), form: await typed(page, 'form') };
      await keep(megabyte);
      const large = { file: await typed(page, 'file'), form: await typed(page, 'form') };
      printTable(`Typing in a template, ${keystrokes} keystrokes each`, [
        ['1 MB, into the file', ...figures(large.file), judged(large.file)],
        ['1 MB, into the form', ...figures(large.form), judged(large.form)],
        ['1 kB, into the file', ...figures(small.file), ''],
        ['1 kB, into the form', ...figures(small.form), ''],
      ]);
    } finally {
      await browser.close();
      await stop(child);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns milliseconds a keystroke */
async function typed(page: Page, mode: 'file' | 'form'): Promise<readonly number[]> {
  await show(page, '#/settings');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await show(page, '#/templates?set=page&language=en');
  await page.getByRole('region', { name: 'What was found' }).or(page.getByText('Nothing found')).waitFor();
  if (mode === 'file') await page.getByText('File', { exact: true }).click();
  const name = mode === 'file' ? /^File$/ : /^Message/;
  await page.getByRole('textbox', { name }).click();
  await page.evaluate(recordKeystrokes);
  // The first keys warm up what the browser compiles.
  for (let count = -10; count < keystrokes; count += 1) {
    await page.keyboard.press('x');
    await painted(page);
  }
  const times = await page.evaluate<number[]>(() => Reflect.get(window, 'keystrokes'));
  await page.getByText('Unsaved changes', { exact: true }).waitFor();
  await page.keyboard.press('Control+s');
  await page.getByText('Saved', { exact: true }).waitFor();
  return times.slice(10);
}

function show(page: Page, hash: string): Promise<void> {
  return page.evaluate((next) => {
    window.location.hash = next;
  }, hash);
}

/** Runs in the page: notes the milliseconds of each keystroke there. */
function recordKeystrokes(): void {
  const times: number[] = [];
  Reflect.set(window, 'keystrokes', times);
  window.addEventListener(
    'keydown',
    () => {
      const pressed = performance.now();
      let typed = pressed;
      // The editor reads what was typed in a microtask of its own, queued before this one.
      const note = () => queueMicrotask(() => (typed = performance.now()));
      window.addEventListener('input', note, { once: true });
      requestAnimationFrame(() => {
        const begun = performance.now();
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => times.push(typed - pressed + performance.now() - begun);
        port2.postMessage(null);
      });
    },
    { capture: true },
  );
}

function painted(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
  );
}

function figures(times: readonly number[]): [string, string] {
  return [`median ${milliseconds(median(times))}`, `p95 ${milliseconds(percentile95(times))}`];
}

function judged(times: readonly number[]): string {
  return verdict(percentile95(times) <= goalMs, `at most ${goalMs} ms`);
}

function percentile95(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;
}

function template(bytes: number): string {
  const line = `        \${time} \${userFullName} changed /content/site/en/news and 2\\u20133 others\\n\\\n`;
  const [start, end] = ['subject=s\nmessage=', 'the end\nheader=h\nfooter=f\n'];
  return `${start}${line.repeat((bytes - start.length - end.length) / line.length)}${end}`;
}
