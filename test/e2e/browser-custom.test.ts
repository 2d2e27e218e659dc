import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../built.ts';
import { type MailServers, mailServersAvailable, startMailServers } from '../servers/mail-servers.ts';
import { type OpenidProvider, startOpenidProvider } from '../servers/openid-provider.ts';
import { look } from './browser-look.ts';
import { type BrowserWindow, createKeyFileVault, openWindow } from './browser-window.ts';
import { launchChromium } from './chromium.ts';

const availability = mailServersAvailable();
const skipped = availability.available ? '' : ` (SKIPPED: ${availability.why})`;
if (!availability.available) process.stderr.write(`Skipping Dovecot and Postfix: ${availability.why}\n`);

describe.skipIf(!availability.available)(`a provider, Dovecot and Postfix set up by clicks${skipped}`, () => {
  let browser: Browser;
  let window: BrowserWindow;
  let provider: OpenidProvider;
  let servers: MailServers;
  let folder: string;

  beforeAll(async () => {
    await ensureBuilt();
    folder = await mkdtemp(join(tmpdir(), 'postkey-servers-'));
    provider = await startOpenidProvider();
    const { introspectionEndpoint: url, resourceServer } = provider;
    servers = await startMailServers({ folder, introspection: { url, resourceServer } });
    browser = await launchChromium();
    window = await openWindow(browser);
    await createKeyFileVault(window.page);
  });
  afterAll(async () => {
    await window?.close();
    await browser?.close();
    await servers?.close();
    await provider?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('takes what the admin knows, and says what is still wrong', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Add an account' }).click();
    await page.getByRole('link', { name: /^Any OpenID provider/ }).click();
    await page.getByRole('button', { name: 'Add account and sign in' }).click();
    await page.getByText('Some fields need another look.').waitFor();
    expect(await look(page, '30-custom-wrong')).toEqual([]);
    await page.getByLabel('Mail address').fill(provider.address);
    for (const [name, { host, port }] of [
      ['SMTP, for sending', servers.smtp],
      ['IMAP, for reading', servers.imap],
    ] as const) {
      const group = page.getByRole('group', { name });
      await group.getByLabel('Server').fill(host);
      await group.getByLabel('Port').fill(String(port));
    }
    await page.getByLabel(/^Own certificate authority/).fill(servers.caPem);
    await page.getByLabel('Issuer address').fill(provider.issuer);
    await page.getByRole('button', { name: 'Discover' }).click();
    await page.getByText(provider.tokenEndpoint, { exact: true }).waitFor();
    await page.getByLabel('Client ID').fill(provider.client.id);
    await page.getByRole('switch', { name: /^The app has no secret/ }).uncheck();
    await page.getByRole('textbox', { name: 'Client secret' }).fill(provider.client.secret);
    await page.getByLabel(/^Scopes/).fill(provider.scopes.join(' '));
    expect(await look(page, '31-custom')).toEqual([]);
    await page.getByRole('button', { name: 'Add account and sign in' }).click();
  });

  it('signs in and proves the mailbox on real servers', async () => {
    const { page, context } = window;
    const link = page.getByRole('link', { name: 'Open sign-in page' });
    await link.waitFor();
    const opening = context.waitForEvent('page');
    await link.click();
    const signIn = await opening;
    await page.getByText(/^Mail flows:/).waitFor();
    await signIn.close();
  });

  it('exports with the servers that were proven', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Choose what to export' }).click();
    const tree = page.getByRole('navigation', { name: 'Files of the bundle' });
    await tree.getByRole('button').filter({ hasText: 'DefaultMailService.cfg.json' }).click();
    await page.getByText('"smtp.port"').first().waitFor();
    await page.getByRole('button', { name: 'Done, show accounts' }).click();
    const account = page.getByRole('listitem').filter({ hasText: provider.address });
    await account.getByText('Ready').waitFor();
  });

  it('leaves no error on the console', () => {
    expect(window.complaints).toEqual([]);
  });
});
