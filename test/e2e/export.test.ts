import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../built.ts';
import { postkey } from '../postkey.ts';
import { look } from './browser-look.ts';
import { type BrowserWindow, openWindow } from './browser-window.ts';
import { launchChromium } from './chromium.ts';

const template = 'subject=A task\nmessage=Please look at it.\n';
const kept = [
  'page/en',
  'page/ko',
  'workflow/en',
  'workflow/ko',
  'workflow/fr',
  'forum/en',
  'assign-task/en',
];

describe('exporting by clicks', () => {
  let browser: Browser;
  let window: BrowserWindow;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    await ensureBuilt();
    browser = await launchChromium();
    window = await openWindow(browser, { prepare: fill });
    page = window.page;
  });
  afterAll(async () => {
    await window.close();
    await browser.close();
  });

  it.each([
    ['cloud@contoso.example', 'AEM as a Cloud Service'],
    ['onprem@contoso.example', 'AEM 6.5'],
    ['forms@contoso.example', 'AEM Forms on JEE'],
    ['app@contoso.example', 'JSON file'],
  ])('begins for %s with what it is for: %s', async (address, target) => {
    await page.getByRole('link', { name: 'Export', exact: true }).click();
    await choose(page, 'Account', address);
    await expect.poll(() => page.getByRole('combobox', { name: 'For' }).inputValue()).toBe(target);
    await file(page, 'README.md').waitFor();
    faults.push(...(await look(page, `export-${address.split('@')[0]}`)));
  });

  it('shows the options of the chosen target alone', async () => {
    await choose(page, 'Account', 'forms@contoso.example');
    await page.getByRole('combobox', { name: 'For' }).click();
    faults.push(...(await look(page, 'export-targets')));
    await page.keyboard.press('Escape');
    expect(await page.getByRole('textbox').count()).toBe(0);
    await choose(page, 'For', 'AEM 6.5');
    await page.getByRole('textbox', { name: 'AEM instances' }).waitFor();
    expect(await page.getByRole('textbox', { name: /Proxy port/ }).count()).toBe(0);
    await choose(page, 'For', 'AEM as a Cloud Service');
    await page.getByRole('textbox', { name: /Proxy port/ }).waitFor();
  });

  it('makes a package for each instance, and takes none that is no address', async () => {
    await choose(page, 'Account', 'onprem@contoso.example');
    const instances = page.getByRole('textbox', { name: 'AEM instances' });
    await instances.fill('author.contoso.example');
    await page.getByText('Addresses with https:// and without a path').waitFor();
    expect(await page.getByRole('button', { name: 'Save bundle' }).isDisabled()).toBe(true);
    await instances.fill('https://author.contoso.example\nhttps://publish.contoso.example:8443');
    await page.getByText('publish.contoso.example_8443', { exact: true }).waitFor();
    await file(page, /OAuthConfigurationProviderImpl\.xml$/).click();
    await page
      .getByText('authCodeRedirectUrl="https://author.contoso.example/services/mailer/oauth2/token"')
      .waitFor();
  });

  it('takes templates along, by set and by language, and saves what it showed', async () => {
    await page.getByRole('checkbox', { name: 'Workflow', exact: true }).check();
    await page.getByRole('checkbox', { name: 'French, Workflow' }).uncheck();
    await page.getByRole('checkbox', { name: 'Forum (old)' }).check();
    await file(page, 'ko.txt').waitFor();
    await page
      .getByText(/older versions of AEM look/)
      .first()
      .waitFor();
    faults.push(...(await look(page, 'export-templates')));
    const inside = unzipSync(await saved(page));
    const content = unzipSync(inside['templates/postkey-templates-conf.zip'] ?? new Uint8Array());
    const templates = Object.keys(content).filter((path) => path.endsWith('.txt'));
    expect(templates.map((path) => path.split('/').slice(-3).join('/'))).toEqual([
      'email/default/en.txt',
      'email/default/ko.txt',
      'default/com.day.cq.collab.forum/en.txt',
    ]);
    expect(Buffer.from(content[templates[0] ?? ''] ?? []).toString()).toBe(template);
  });

  it('is where the templates’ own page leads, with all of them chosen', async () => {
    await page.getByRole('link', { name: 'Templates', exact: true }).click();
    await page.getByRole('link', { name: 'Export…' }).click();
    for (const set of ['Page events', 'Workflow', 'Forum (old)', 'Forms: assign task']) {
      await expect.poll(() => page.getByRole('checkbox', { name: set, exact: true }).isChecked()).toBe(true);
    }
  });

  it('knows the instances that were named on the setup sheet', async () => {
    await page.getByRole('link', { name: 'Accounts', exact: true }).click();
    await page.getByRole('button', { name: 'More actions for onprem@contoso.example' }).click();
    await page.getByRole('menuitem', { name: 'Setup sheet' }).click();
    await page.getByRole('textbox', { name: 'Instance 1' }).fill('https://author.contoso.example');
    await page.getByRole('heading', { name: 'https://author.contoso.example' }).waitFor();
    await page.getByRole('link', { name: 'Export', exact: true }).click();
    await choose(page, 'Account', 'onprem@contoso.example');
    const instances = page.getByRole('textbox', { name: 'AEM instances' });
    await expect.poll(() => instances.inputValue()).toBe('https://author.contoso.example');
  });

  it('has nothing that axe or the console complains of', () => {
    expect(faults).toEqual([]);
    expect(window.complaints).toEqual([]);
  });
});

/** A mailbox for each kind of system, and templates in the library. */
async function fill(dataFolder: string): Promise<void> {
  for (const [address, purpose] of [
    ['cloud@contoso.example', 'aem-cloud'],
    ['onprem@contoso.example', 'aem-65'],
    ['forms@contoso.example', 'forms-jee'],
    ['app@contoso.example', 'other'],
  ] as const) {
    const client = ['--tenant', 'contoso.example', '--client-id', '99999999-8888-7777-6666-555555555555'];
    const account = ['--provider', 'microsoft365', '--address', address, '--purpose', purpose];
    const secret = ['--client-secret-file', '-', '--key-file', '--data', dataFolder];
    const { status, stderr } = await postkey(['add', ...account, ...client, ...secret], {
      stdin: 'abc~secret',
    });
    if (status !== 0) throw new Error(stderr);
  }
  for (const name of kept) {
    const path = join(dataFolder, 'templates', `${name}.txt`);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, template);
  }
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option }).click();
}

function file(page: Page, name: string | RegExp) {
  const tree = page.getByRole('navigation', { name: 'Files of the bundle' });
  return tree.getByRole('button').filter({ hasText: name }).first();
}

async function saved(page: Page): Promise<Uint8Array> {
  const downloading: Promise<Download> = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save bundle' }).click();
  return readFile(await (await downloading).path());
}
