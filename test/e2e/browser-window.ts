import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { nextJson, type Running, startPostkey } from '../postkey.ts';

/** The window of a `postkey serve` on a fresh data folder. */
export interface BrowserWindow {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly dataFolder: string;
  /** What went wrong in the page so far: console errors, uncaught errors, refusals of the policy. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Opens the launch address as a person would. The browser shows nothing but this window. */
export async function openWindow(browser: Browser): Promise<BrowserWindow> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'postkey-window-'));
  const serve = startPostkey(['serve', '--no-open', '--json', '--data', dataFolder]);
  const { context, complaints } = await openContext(browser);
  const page = await context.newPage();
  const { url } = await nextJson<{ url: string }>(serve.stdout);
  await page.goto(url);
  return {
    page,
    context,
    dataFolder,
    complaints,
    close: () => shut(context, serve, dataFolder),
  };
}

/** A browser of its own, and what goes wrong in its pages from now on. */
export async function openContext(
  browser: Browser,
): Promise<{ readonly context: BrowserContext; readonly complaints: readonly string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    reducedMotion: 'reduce',
    colorScheme: 'light',
  });
  context.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  context.on('page', (page) => listen(page, complaints));
  return { context, complaints };
}

async function shut(context: BrowserContext, serve: Running, dataFolder: string): Promise<void> {
  await context.close();
  await serve.stop();
  await rm(dataFolder, { recursive: true, force: true });
}

function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  // Chromium reports what the policy refuses as errors on the console.
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.type()}: ${message.text()} ${message.location().url}`);
  });
}

/** Makes a vault with a key file, by clicks. */
export async function createKeyFileVault(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'A key file' }).check();
  await page.getByRole('button', { name: 'Create vault' }).click();
  await page.getByRole('heading', { level: 1, name: 'Accounts' }).waitFor();
}

/** From the accounts page to the sign-in page that opens in a second tab, by clicks. */
export async function startPractising({ page, context }: BrowserWindow): Promise<Page> {
  await page.getByRole('button', { name: /^Practise first/ }).click();
  await page.getByRole('button', { name: 'Start practising' }).click();
  return openConsent({ page, context });
}

export async function openConsent({ page, context }: Pick<BrowserWindow, 'page' | 'context'>): Promise<Page> {
  const opening = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Open sign-in page' }).click();
  const consent = await opening;
  await consent.getByRole('button', { name: 'Allow' }).waitFor();
  return consent;
}
