import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../built.ts';
import { look } from './browser-look.ts';
import { type BrowserWindow, createKeyFileVault, openWindow } from './browser-window.ts';
import { launchChromium } from './chromium.ts';

const secret = 'abc8Q~never-to-be-kept-in-the-clear-000';
const clientId = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490';

describe('a wizard that is left in the middle', () => {
  let browser: Browser;
  let folder: string;
  let window: BrowserWindow;
  let firstPage: string;

  beforeAll(async () => {
    await ensureBuilt();
    browser = await launchChromium();
    folder = await mkdtemp(join(tmpdir(), 'postkey-drafts-'));
    window = await openWindow(browser, { lasting: folder });
    firstPage = window.page.url();
    await createKeyFileVault(window.page);
  });
  afterAll(async () => {
    await window.close();
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps what was typed when the window closes on it', async () => {
    const { page } = window;
    await begin(page, 'sales@contoso.example', /^Microsoft 365/);
    await page.getByLabel('Application (client) ID').fill(clientId);
    await page.getByRole('textbox', { name: /^Client secret/ }).fill(secret);
    await page.getByLabel(/tenant/i).fill('contoso.example');
    await page.goto('about:blank');
    await expect.poll(() => kept(folder)).toContain('"tenant": "contoso.example"');
  });

  it('keeps all fields of a provider that is filled in by hand', async () => {
    const { page } = window;
    await page.goto(firstPage);
    await begin(page, 'mailer@example.org', /^Any OpenID provider/);
    await page.getByLabel('Issuer address').fill('https://id.example.org');
    await page.getByLabel('Client ID').fill('the-client');
    await page.getByLabel(/^Scopes/).fill('openid mail.send');
    const smtp = page.getByRole('group', { name: 'SMTP, for sending' });
    await smtp.getByLabel('Server').fill('smtp.example.org');
    await smtp.getByLabel('Port').fill('2525');
    await page.getByRole('switch', { name: /^The app has no secret/ }).uncheck();
    await page.getByRole('textbox', { name: 'Client secret' }).fill(secret);
    await page.close();
    await expect.poll(() => kept(folder)).toContain('"port": "2525"');
  });

  it('is there at the next start, on another port', async () => {
    await window.close();
    window = await openWindow(browser, { lasting: folder });
    const { page } = window;
    expect(new URL(page.url()).port).not.toBe(new URL(firstPage).port);
    await page.getByRole('heading', { name: 'To be finished' }).waitFor();
    expect(await look(page, '50-drafts')).toEqual([]);
    await page.getByRole('button', { name: 'Continue with sales@contoso.example' }).click();
    await expect.poll(() => page.getByLabel('Application (client) ID').inputValue()).toBe(clientId);
    expect(await page.getByLabel(/tenant/i).inputValue()).toBe('contoso.example');
    expect(await page.getByRole('textbox', { name: /^Client secret/ }).inputValue()).toBe('');
  });

  it('leaves the caret where one types', async () => {
    const { page } = window;
    const tenant = page.getByLabel(/tenant/i);
    await tenant.press('Home');
    await page.keyboard.type('mail.');
    expect(await tenant.inputValue()).toBe('mail.contoso.example');
  });

  it('goes on with the provider that was filled in by hand', async () => {
    const { page } = window;
    await page.getByRole('link', { name: 'Accounts' }).click();
    await page.getByRole('button', { name: 'Continue with mailer@example.org' }).click();
    await expect.poll(() => page.getByLabel('Issuer address').inputValue()).toBe('https://id.example.org');
    expect(await page.getByLabel('Client ID').inputValue()).toBe('the-client');
    expect(await page.getByLabel(/^Scopes/).inputValue()).toBe('openid mail.send');
    const smtp = page.getByRole('group', { name: 'SMTP, for sending' });
    expect(await smtp.getByLabel('Server').inputValue()).toBe('smtp.example.org');
    expect(await smtp.getByLabel('Port').inputValue()).toBe('2525');
    expect(await page.getByRole('textbox', { name: 'Client secret' }).inputValue()).toBe('');
  });

  it('is forgotten by a click, for good', async () => {
    const { page } = window;
    await page.getByRole('link', { name: 'Accounts' }).click();
    await page.getByRole('button', { name: 'Forget mailer@example.org' }).click();
    await expect.poll(() => kept(folder)).not.toContain('mailer@example.org');
    await page.reload();
    await page.getByRole('button', { name: 'Continue with sales@contoso.example' }).waitFor();
    expect(await page.getByText('mailer@example.org').count()).toBe(0);
  });

  it('keeps the client secret in no file', async () => {
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile())) {
      expect(await readFile(join(file.parentPath, file.name), 'latin1')).not.toContain(secret);
    }
  });

  it('has no error on the console', () => {
    expect(window.complaints).toEqual([]);
  });
});

async function begin(page: Page, address: string, provider: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Add an account' }).click();
  await page.getByLabel('Mail address').fill(address);
  await page.getByRole('link', { name: provider }).first().click();
}

async function kept(folder: string): Promise<string> {
  return readFile(join(folder, 'drafts.json'), 'utf8').catch(() => '');
}
