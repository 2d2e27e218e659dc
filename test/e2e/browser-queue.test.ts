import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHttpDoor } from '../../main/host/browser/door.ts';
import { createPageHandler } from '../../main/host/page-files.ts';
import { type RunningApp, startApp } from '../app.ts';
import { ensureBuilt, project } from '../built.ts';
import { type Entra, startEntra } from '../stand-ins/entra.ts';
import { signInAt } from '../stand-ins/person.ts';
import { look } from './browser-look.ts';
import { launchChromium } from './chromium.ts';

const tenant = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490';
const clientId = '11111111-2222-4333-8444-555555555555';
const owners = ['sales@contoso.test', 'support@contoso.test', 'boss@contoso.test'];

describe('many mailboxes, whose owners sign in another day', () => {
  let browser: Browser;
  let entra: Entra;
  let running: RunningApp;
  let page: Page;
  const closers: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    await ensureBuilt();
    entra = await startEntra({
      tenants: [{ id: tenant, domains: ['contoso.test'], users: owners.map((name) => ({ name })) }],
      apps: [
        {
          clientId,
          home: tenant,
          audience: 'single',
          redirectUris: [{ uri: 'http://localhost', platform: 'web' }],
          secrets: [{ id: 'x', value: 'the~value' }],
        },
      ],
    });
    running = await startApp({ authorities: entra.authorities });
    const door = await openHttpDoor({
      router: running.app.router,
      page: createPageHandler(join(project, 'out', 'renderer')),
      port: 0,
      refusal: async (status) => String(status),
    });
    browser = await launchChromium();
    const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-US' });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    await page.goto(door.launchUrl);
    closers.push(() => browser.close(), door.close, running.close, entra.close);
  });
  afterAll(async () => {
    for (const close of closers) await close();
  });

  const addList = async (lines: readonly string[]) => {
    await page.getByLabel('List (CSV)').fill(['address', ...lines].join('\n'));
  };

  it('come from a list', async () => {
    await page.getByRole('button', { name: 'Add an account' }).click();
    await page.getByRole('link', { name: 'Many mailboxes at once' }).click();
    await addList(['sales@contoso.test', 'support@contoso.test', 'nobody']);
    await page.getByRole('combobox', { name: 'Provider' }).click();
    await page.getByRole('option', { name: 'Microsoft 365 (work or school)' }).click();
    await page.getByLabel('Client ID').fill(clientId);
    await page.getByRole('textbox', { name: /^Client secret/ }).fill('the~value');
    await page.getByText('2 of 3 lines can be added').waitFor();
    expect(await look(page, '60-list')).toEqual([]);
    await page.getByRole('button', { name: 'Add 2 mailboxes' }).click();
    await page.getByRole('heading', { name: '2 owners have yet to sign in' }).waitFor();
  });

  it('are added once: the same list again says what is there', async () => {
    await addList(['sales@contoso.test', 'support@contoso.test']);
    await page.getByText('2 mailboxes of the list are there already').waitFor();
    await page.getByText('Nothing new in this list.').waitFor();
    await addList(['sales@contoso.test', 'third@contoso.test']);
    await page.getByText('1 mailbox of the list is there already').waitFor();
    await page.getByRole('button', { name: 'Add 1 mailbox' }).waitFor();
  });

  it('are waited for on the accounts page', async () => {
    await page.getByRole('link', { name: 'Accounts' }).click();
    const waiting = page.getByRole('link', { name: 'Sign-ins to collect (2)' });
    await waiting.waitFor();
    expect(await look(page, '61-waiting')).toEqual([]);
    await waiting.click();
  });

  it('have a link that stays the same, and a mail that is written', async () => {
    const url = await openRow(page, 'sales@contoso.test');
    const row = page.getByRole('button', { name: 'Show the link for sales@contoso.test' });
    await row.click();
    await row.click();
    expect(await link(page)).toBe(url);
    const mail = await page.getByRole('link', { name: 'Write a mail' }).getAttribute('href');
    expect(mail).toMatch(/^mailto:sales@contoso\.test\?subject=/);
    expect(decodeURIComponent(mail ?? '')).toContain(url);
    await page.getByText('link made').waitFor();
    expect(await look(page, '62-queue')).toEqual([]);
  });

  it('leave the queue when the owner sends back where they landed', async () => {
    await paste(page, (await signInAt(await link(page), { user: 'sales@contoso.test' })).url);
    await page.getByText('sales@contoso.test is signed in.').waitFor();
    await page.getByRole('heading', { name: '1 owner has yet to sign in' }).waitFor();
  });

  it('are kept where somebody else signed in, if the admin says so', async () => {
    await openRow(page, 'support@contoso.test');
    await paste(page, (await signInAt(await link(page), { user: 'boss@contoso.test' })).url);
    const accept = page.getByRole('button', { name: 'Keep this sign-in anyway' });
    await accept.waitFor();
    expect(await look(page, '63-somebody-else')).toEqual([]);
    expect((await running.app.client.onboarding.bulk.queue()).length).toBe(1);
    await accept.click();
    await page.getByText('support@contoso.test is signed in.').waitFor();
    expect(await running.app.client.onboarding.bulk.queue()).toEqual([]);
  });

  it('have a setup sheet in their row, where the system is set up by hand', async () => {
    const draft = { provider: 'microsoft365', address: 'forms@contoso.test', clientId };
    await running.app.client.onboarding.add({ ...draft, purpose: 'forms-jee', clientSecret: 'the~value' });
    await page.getByRole('link', { name: 'Accounts' }).click();
    await page.getByRole('button', { name: 'More actions for forms@contoso.test' }).click();
    await page.getByRole('menuitem', { name: 'Setup sheet' }).click();
    await page.getByRole('heading', { level: 1, name: 'Setup sheet of forms@contoso.test' }).waitFor();
    await page.getByText(clientId).first().waitFor();
    await page.getByRole('checkbox', { name: 'Task notifications entered' }).check();
    await page.reload();
    const ticked = page.getByRole('checkbox', { name: 'Task notifications entered' });
    await ticked.waitFor();
    expect(await ticked.isChecked()).toBe(true);
    await page.getByRole('button', { name: 'To the Export page' }).click();
    expect(new URL(page.url()).hash).toMatch(/^#\/bundles\?account=[a-z0-9]{12}&target=forms-jee$/);
  });
});

/** Opens a row of the queue. @returns the link in it */
async function openRow(page: Page, address: string): Promise<string> {
  await page.getByRole('button', { name: `Make a link for ${address}` }).click();
  return link(page);
}

async function link(page: Page): Promise<string> {
  const href = await page.getByRole('link', { name: 'Open it in this browser' }).getAttribute('href');
  return href ?? '';
}

async function paste(page: Page, landed: string): Promise<void> {
  await page.getByLabel('Address you landed on').fill(landed);
  await page.getByRole('button', { name: 'Take the answer' }).click();
}
