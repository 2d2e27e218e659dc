import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../built.ts';
import { look, pictures } from './browser-look.ts';
import { type BrowserWindow, createKeyFileVault, openWindow, startPractising } from './browser-window.ts';
import { launchChromium } from './chromium.ts';

process.stderr.write(`Pictures of the window: ${pictures}\n`);

describe('by clicks alone, from the empty window to a proven mailbox and a saved bundle', () => {
  let browser: Browser;
  let window: BrowserWindow;
  const faults: string[] = [];
  const inspect = async (name: string, page = window.page) => {
    faults.push(...(await look(page, name)));
  };

  beforeAll(async () => {
    await ensureBuilt();
    browser = await launchChromium();
    window = await openWindow(browser);
  });
  afterAll(async () => {
    await window.close();
    await browser.close();
  });

  it('asks first where the key shall be kept', async () => {
    const { page } = window;
    await page.getByRole('heading', { level: 1, name: 'Where shall the key be kept?' }).waitFor();
    await inspect('1-vault');
    await page.getByRole('radio', { name: 'A key file' }).check();
    await inspect('2-vault-key-file');
    await createKeyFileVault(page);
  });

  it('says in an empty window what to do first', async () => {
    const { page } = window;
    await page.getByRole('button', { name: /^Practise first/ }).waitFor();
    await inspect('3-accounts-empty');
    await page.getByRole('button', { name: 'Add an account' }).click();
    await page.getByRole('heading', { name: 'Where is the mailbox?' }).waitFor();
    await inspect('4-providers');
    await page.getByRole('link', { name: /^Practice/ }).click();
    await page.getByRole('button', { name: 'Start practising' }).waitFor();
    await inspect('5-practice');
    await page.getByRole('link', { name: 'Accounts' }).click();
  });

  it('shows the sign-in link where no browser opens by itself, and follows the consent', async () => {
    const { page } = window;
    const consent = await startPractising(window);
    await inspect('6-waiting');
    expect(new URL(consent.url()).hostname).toBe('127.0.0.1');
    await inspect('7-consent', consent);
    await consent.getByRole('button', { name: 'Allow' }).click();
    await page.getByText(/^Mail flows:/).waitFor();
    await inspect('8-callback', consent);
    await consent.close();
  });

  it('proves the mailbox step by step without being asked to', async () => {
    const { page } = window;
    await inspect('9-checks');
    for (const step of ['Find server', 'Connect', 'Sign in (OAuth2)', 'Open INBOX', 'Recipient']) {
      await expect.poll(() => page.getByText(step, { exact: true }).count()).toBeGreaterThan(0);
    }
    await page.getByRole('button', { name: 'Choose what to export' }).click();
  });

  it('shows every file of the bundle before it is saved, and saves just that', async () => {
    const { page } = window;
    const tree = page.getByRole('navigation', { name: 'Files of the bundle' });
    await tree.waitFor();
    const shown = await tree.getByRole('button').allInnerTexts();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save bundle' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/aem-cloud.*\.zip$/);
    await page.getByText(/was handed to the browser’s downloads/).waitFor();
    const files = unzipSync(await readFile(await download.path()));
    const names = Object.keys(files).map((path) => path.split('/').at(-1) ?? '');
    expect(names.sort()).toEqual(shown.map((name) => name.replaceAll(/\s/g, '')).sort());
    const configs = Object.entries(files).filter(([path]) => path.endsWith('.cfg.json'));
    expect(configs).toHaveLength(2);
    const texts = configs.map(([, bytes]) => Buffer.from(bytes).toString());
    for (const text of texts) expect(() => JSON.parse(text)).not.toThrow();
    expect(texts.join('\n')).toContain('$[secret:');
    await inspect('11-saved');
    await page.getByRole('button', { name: 'Done, show accounts' }).click();
  });

  it('lists the account as ready', async () => {
    const { page } = window;
    await account(page).getByText('Ready').waitFor();
    await inspect('12-accounts');
  });

  it.each([
    ['Checks', 'Checks'],
    ['Export', 'Export'],
    ['Explain', /explain/i],
    ['Settings', 'Settings'],
  ])('has the page %s', async (link, heading) => {
    const { page } = window;
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: link }).click();
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.waitForLoadState('networkidle');
    if (link !== 'Export') await inspect(`13-${link.toLowerCase()}`);
  });

  it('is as it was after a reload', async () => {
    const { page } = window;
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Accounts' }).click();
    await page.reload();
    await account(page).getByText('Ready').waitFor();
  });

  it('keeps nobody out: axe finds nothing, light or dark, narrow or wide', () => {
    expect(faults).toEqual([]);
  });

  it('breaks no rule of its own policy and has no error on the console', () => {
    expect(window.complaints).toEqual([]);
  });
});

function account(page: Page): Locator {
  return page.getByRole('listitem').filter({ hasText: 'practice@postkey.test' });
}
