import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../built.ts';
import { postkey } from '../postkey.ts';
import { look } from './browser-look.ts';
import { type BrowserWindow, createKeyFileVault, openWindow } from './browser-window.ts';
import { launchChromium } from './chromium.ts';

const address = 'info@contoso.test';

describe('an account that needs mending', () => {
  let browser: Browser;
  let window: BrowserWindow;
  let id: string;

  beforeAll(async () => {
    await ensureBuilt();
    browser = await launchChromium();
    window = await openWindow(browser);
    await createKeyFileVault(window.page);
    const client = ['--client-id', '11111111-2222-4333-8444-555555555555', '--client-secret-file', '-'];
    const account = ['--provider', 'microsoft365', '--tenant', 'contoso.test', '--address', address];
    const added = await postkey(['add', ...account, ...client, '--json', '--data', window.dataFolder], {
      stdin: 'the~value',
    });
    id = JSON.parse(added.stdout).id;
    await window.page.reload();
  });
  afterAll(async () => {
    await window?.close();
    await browser?.close();
  });

  async function openEdit() {
    await window.page.getByRole('button', { name: `More actions for ${address}` }).click();
    await window.page.getByRole('menuitem', { name: 'Edit…' }).click();
    const dialog = window.page.getByRole('dialog', { name: 'Edit account' });
    await dialog.waitFor();
    return dialog;
  }

  it('takes a delegate, and lets go of them again', async () => {
    const dialog = await openEdit();
    await dialog.getByLabel('Who signs in').fill('ada');
    await dialog.getByText('This is not a mail address.').waitFor();
    expect(await look(window.page, '60-edit-account')).toEqual([]);
    await dialog.getByLabel('Who signs in').fill('ada@contoso.test');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const again = await openEdit();
    expect(await again.getByLabel('Who signs in').inputValue()).toBe('ada@contoso.test');
    await again.getByLabel('Who signs in').fill('');
    await again.getByRole('button', { name: 'Save' }).click();
    await again.waitFor({ state: 'hidden' });
    expect(await (await openEdit()).getByLabel('Who signs in').inputValue()).toBe('');
    await window.page.keyboard.press('Escape');
  });

  it('whose record is damaged says so, and asks for its secret before it signs in', async () => {
    const { page, dataFolder } = window;
    await writeFile(join(dataFolder, 'vault', `${id}.sealed`), 'PKV1 cut sho');
    await page.reload();
    await page.getByRole('button', { name: /^Why\?/ }).click();
    await page.getByText('What was kept for this account is damaged').waitFor();
    expect(await look(page, '61-record-damaged')).toEqual([]);
    const dialog = await openEdit();
    await dialog.getByLabel('New client secret').fill('the~value');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: `Sign in to ${address}` }).click();
    await page.getByRole('link', { name: 'Open sign-in page' }).waitFor();
    expect(window.complaints).toEqual([]);
  });
});
