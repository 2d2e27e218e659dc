import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../built.ts';
import { look } from './browser-look.ts';
import { type BrowserWindow, goToPage, openPractised } from './browser-window.ts';
import { launchChromium } from './chromium.ts';

const name = 'Practice mailbox';
const passphrase = 'correct horse battery staple';

describe('an account that is handed over by clicks', () => {
  let browser: Browser;
  let window: BrowserWindow;
  let page: Page;
  let folder: string;
  let sealed: string;

  beforeAll(async () => {
    await ensureBuilt();
    folder = await mkdtemp(join(tmpdir(), 'postkey-handover-'));
    browser = await launchChromium();
    window = await openPractised(browser);
    page = window.page;
  });
  afterAll(async () => {
    await window.close();
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('leaves sealed with a passphrase', async () => {
    await goToPage(page, 'Export');
    await page.getByRole('combobox', { name: 'For' }).click();
    await page.getByRole('option', { name: 'JSON file' }).click();
    await page.getByRole('radio', { name: 'Include' }).check();
    await page.getByLabel('Passphrase for the bundle').fill(passphrase);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save bundle' }).click();
    const download = await downloading;
    sealed = join(folder, download.suggestedFilename());
    await download.saveAs(sealed);
    expect(await readFile(sealed, 'latin1')).toMatch(/^age-encryption\.org/);
  });

  it('is left alone where it is there already', async () => {
    await goToPage(page, 'Accounts');
    await page.getByRole('button', { name: 'Import…' }).click();
    await choose(page, sealed);
    await dialog(page).getByLabel('Passphrase').fill(passphrase);
    await dialog(page).getByRole('button', { name: 'Import', exact: true }).click();
    await dialog(page).getByText('Nothing was taken over.').waitFor();
    await dialog(page).getByRole('heading', { name: '1 left out' }).waitFor();
    await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  });

  it('comes back by the empty window, with its sign-in', async () => {
    await page.getByRole('button', { name: `More actions for ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Remove…' }).click();
    await page.getByRole('button', { name: 'Remove account' }).click();
    await page.getByRole('heading', { name: 'Your first mailbox' }).waitFor();
    await page.getByRole('button', { name: 'Import…' }).click();
    await choose(page, sealed);
    expect(await look(page, '65-import')).toEqual([]);
    await dialog(page).getByLabel('Passphrase').fill('not it');
    await dialog(page).getByRole('button', { name: 'Import', exact: true }).click();
    await dialog(page).getByText('The passphrase does not open the file').waitFor();
    expect(await look(page, '66-import-refused')).toEqual([]);
    await dialog(page).getByLabel('Passphrase').fill(passphrase);
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('heading', { name: '1 account' }).waitFor();
    await dialog(page).getByText('signed in', { exact: true }).waitFor();
    await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  });

  it('refreshes where it came to', async () => {
    await page.getByRole('button', { name: `More actions for ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Refresh' }).click();
    await page.getByText(`${name} has a new token.`).waitFor();
    await page.getByRole('listitem').filter({ hasText: name }).getByText('Ready').waitFor();
  });

  it('is taken out of a file whose name does not say that it is sealed, beside templates', async () => {
    const plain = join(folder, 'plain.bin');
    await writeFile(plain, await readFile(sealed));
    await page.getByRole('button', { name: 'Import…' }).click();
    await choose(page, plain);
    await dialog(page).getByRole('button', { name: 'Import', exact: true }).click();
    await dialog(page).getByText('The file is sealed.').waitFor();

    const templates = join(folder, 'templates.zip');
    const text = new TextEncoder().encode('subject=A task\nmessage=Please look at it.\n');
    await writeFile(
      templates,
      zipSync({ 'conf/global/settings/workflow/notification/email/default/ko.txt': text, 'notes.txt': text }),
    );
    await choose(page, templates);
    await dialog(page).getByRole('button', { name: 'Import', exact: true }).click();
    await dialog(page)
      .getByRole('heading', { name: /template/ })
      .waitFor();
    expect(await look(page, '67-imported')).toEqual([]);
    await dialog(page).getByRole('link', { name: 'Show the templates' }).click();
    await page.getByRole('heading', { level: 1, name: /Templates/ }).waitFor();
    await expect.poll(() => dialog(page).count()).toBe(0);
  });

  it('has no error on the console but the refusals', () => {
    expect(window.complaints.filter((each) => !/ 422 .*\/bundles\/import$/.test(each))).toEqual([]);
  });
});

function dialog(page: Page) {
  return page.getByRole('dialog');
}

async function choose(page: Page, path: string): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await dialog(page).getByRole('button', { name: 'Drop a file here or choose one' }).click();
  await (await choosing).setFiles(path);
}
