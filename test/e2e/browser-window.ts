import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { nextJson, startPostkey } from '../postkey.ts';

/** The window of a `postkey serve` on a fresh data folder. */
export interface BrowserWindow {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly dataFolder: string;
  /** What went wrong in the page so far: console errors, uncaught errors, refusals of the policy. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export interface WindowOptions {
  /** Fills the data folder before anything runs on it. */
  readonly prepare?: (dataFolder: string) => Promise<void>;
  /** A data folder to use and to leave; a fresh one goes with the window. */
  readonly lasting?: string;
}

/** Opens the launch address as a person would. The browser shows nothing but this window. */
export async function openWindow(
  browser: Browser,
  { prepare, lasting }: WindowOptions = {},
): Promise<BrowserWindow> {
  const dataFolder = lasting ?? (await mkdtemp(join(tmpdir(), 'postkey-window-')));
  await prepare?.(dataFolder);
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
    async close() {
      await context.close();
      await serve.stop();
      if (lasting === undefined) await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    },
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

/** With a vault and the practice account, signed in and proven, by clicks. It ends on the page Accounts. */
export async function openPractised(browser: Browser): Promise<BrowserWindow> {
  const window = await openWindow(browser);
  const { page } = window;
  await createKeyFileVault(page);
  const consent = await startPractising(window);
  await consent.getByRole('button', { name: 'Allow' }).click();
  await page.getByText(/^Mail flows:/).waitFor();
  await consent.close();
  await goToPage(page, 'Accounts');
  return window;
}

/** By the rail at the left. */
export async function goToPage(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
}
