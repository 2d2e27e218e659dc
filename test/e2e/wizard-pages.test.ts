import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allProviders } from '../../main/oauth/providers/all.ts';
import { type Grant, Purpose } from '../../preload/contract/index.ts';
import { look } from './browser-look.ts';
import { launchChromium } from './chromium.ts';
import { createHand } from './wizard-hand.ts';
import { makeVault } from './wizard-steps.ts';
import { openWizardWindow, type WizardWindow } from './wizard-window.ts';

const instance = 'https://author.contoso.test';
const summaries = allProviders(() => Promise.reject(new Error('none')), {}).map(({ summary }) => summary);
type Summary = (typeof summaries)[number];

const purposeNames: Readonly<Record<Purpose, string>> = {
  'aem-cloud': 'AEM as a Cloud Service',
  'aem-65': 'AEM 6.5',
  'forms-jee': 'AEM Forms on JEE',
  other: 'Another application',
};
const grantNames: Readonly<Record<Grant, string>> = {
  authorization_code: 'A person, in the browser',
  device_code: 'A person, by code on another device',
  client_credentials: 'The app by itself (Exchange app-only)',
  service_account: 'The app by itself (service account)',
};

let browser: Browser;
let window: WizardWindow;
beforeAll(async () => {
  browser = await launchChromium();
  window = await openWizardWindow(browser, {});
  await makeVault(createHand(), window.page);
});
afterAll(async () => {
  await window.close();
  await browser.close();
});

/** Providers whose app is registered in a portal, step by step. */
const registered = summaries.filter(
  ({ id, grants }) => grants.length > 0 && !['practice', 'custom'].includes(id),
);

test.each([
  ['mailer@contoso.onmicrosoft.com', 'Microsoft 365 (work or school)'],
  ['mailer@gmail.com', 'Gmail, Google Workspace'],
  ['mailer@hotmail.fr', 'Outlook.com, Hotmail, Live (personal)'],
  ['mailer@yandex.com', 'Yandex Mail, Yandex 360'],
])('the address %s leads to %s', async (address, name) => {
  const { page } = window;
  await page.evaluate(() => {
    location.hash = '#/onboarding';
  });
  await page.getByLabel('Mail address').fill(address);
  await page.getByRole('link', { name: `Continue with ${name}` }).waitFor();
  if (address.endsWith('hotmail.fr')) expect(await look(page, '44-address')).toEqual([]);
});

describe('the page of the portal’s steps', () => {
  test.each(registered.map((summary) => [summary.id, summary] as const))(
    'for %s has every purpose and every way to sign in',
    async (id, summary) => {
      const { page } = window;
      await open(page, id);
      for (const purpose of Purpose.options) {
        await choose(page, 'Which system will use it?', purposeNames[purpose]);
        // AEM and Forms JEE live on a refresh token, which only a person's sign-in in the browser gives them.
        const grants =
          purpose === 'other'
            ? summary.grants
            : summary.grants.filter((grant) => grant === 'authorization_code');
        if (grants.length === 0)
          await page.getByText('needs a refresh token, and this way in gives none').waitFor();
        for (const grant of grants) {
          if (grants.length > 1) await choose(page, 'Who signs in?', grantNames[grant]);
          if (purpose === 'aem-65') await page.getByRole('textbox', { name: 'Instance 1' }).fill(instance);
          const where = `${id} ${grant} ${purpose}`;
          const shown = await readSteps(page);
          expect(shown.titles, where).toEqual(stepsOf(summary, grant, purpose));
          expect(shown.copies, where).toEqual(expect.arrayContaining(valuesOf(summary, grant, purpose)));
          expect(
            shown.links.filter((link) => !link.startsWith('https://')),
            where,
          ).toEqual([]);
          expect(shown.text, where).not.toMatch(/\{\w+\}|\b(?:register|providers|purpose):/);
        }
      }
      expect(window.complaints).toEqual([]);
    },
  );

  test.each(summaries.filter(({ grants }) => grants.length === 0).map(({ id }) => id))(
    'for %s says that there is no way in',
    async (id) => {
      await open(window.page, id, 'No way in by yourself');
      await window.page.getByText('There is nothing to sign in to here.').waitFor();
    },
  );

  test('for any OpenID provider has its redirect URI for every purpose', async () => {
    const { page } = window;
    await open(page, 'custom', 'Mailbox');
    for (const purpose of Purpose.options) {
      await choose(page, 'Which system will use it?', purposeNames[purpose]);
      await page.getByRole('button', { name: 'Copy Redirect URI to register' }).waitFor();
    }
    expect(window.complaints).toEqual([]);
  });
});

async function open(page: Page, provider: string, heading = 'What the portal shows you'): Promise<void> {
  const draft = `walk${provider.replaceAll(/[^a-z0-9]/g, '')}pages`;
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/onboarding?step=setup&provider=${provider}&draft=${draft}`);
  await page.getByRole('heading', { name: heading }).waitFor();
}

async function choose(page: Page, list: string, option: string): Promise<void> {
  const combobox = page.getByRole('combobox', { name: list });
  if ((await combobox.inputValue()) === option) return;
  await combobox.click();
  await page.getByRole('option', { name: option, exact: true }).click();
  await expect.poll(() => combobox.inputValue()).toBe(option);
}

/** What the list of steps has on it: one look, since there are many of them. */
function readSteps(page: Page) {
  return page
    .locator('form ol')
    .first()
    .evaluate((list) => {
      const texts = (selector: string) =>
        [...list.querySelectorAll(selector)].map((element) => element.textContent?.trim() ?? '');
      const attributes = (selector: string, name: string) =>
        [...list.querySelectorAll(selector)].map((element) => element.getAttribute(name) ?? '');
      return {
        titles: texts(':scope > li label'),
        copies: attributes('button', 'aria-label'),
        links: attributes('a', 'href'),
        text: list.textContent ?? '',
      };
    });
}

/** The titles, in order. */
function stepsOf(
  { id, family, registrations, prerequisites, portal, adminConsent }: Summary,
  grant: Grant,
  purpose: Purpose,
): string[] {
  const { platform } = registrations[purpose];
  const web = platform === 'web';
  const last = prerequisites.length > 0 ? ['Make sure of the mailbox'] : [];
  const consent = adminConsent === undefined ? [] : ['Grant admin consent'];
  const ids = 'Copy the two IDs';
  if (id === 'google-service-account')
    return ['Service account and its key', 'Domain-wide delegation', ...last];
  if (family === 'google')
    return [
      'Audience',
      'Scope',
      `Client of type “${web ? 'Web application' : 'Desktop app'}”`,
      'Download the client',
      ...last,
    ];
  if (family !== 'microsoft')
    return [
      ...(portal.application ? ['Apply for access to mail'] : []),
      'Register the app',
      'Copy the client ID',
      ...last,
    ];
  switch (grant) {
    case 'client_credentials':
      return [
        'New registration',
        ids,
        'Application permissions',
        ...consent,
        'Client secret',
        'Let the app into the mailbox',
        ...last,
      ];
    case 'device_code':
      return [
        'New registration',
        ids,
        'Delegated permissions',
        ...consent,
        'Allow public client flows',
        ...last,
      ];
    default:
      return [
        'New registration',
        `Redirect URI, platform “${web ? 'Web' : 'Public client/native (mobile & desktop)'}”`,
        ids,
        'Delegated permissions',
        ...consent,
        ...(web ? ['Client secret'] : []),
        ...last,
      ];
  }
}

/** The names of the buttons that copy what has to be carried over. */
function valuesOf(
  { family, registrations, permissions, scopes }: Summary,
  grant: Grant,
  purpose: Purpose,
): string[] {
  const uris = grant === 'authorization_code' ? registrations[purpose].redirectUris : [];
  const kind = grant === 'client_credentials' ? 'application' : 'delegated';
  const names =
    family === 'microsoft'
      ? permissions
          .filter((permission) => permission.kind === kind)
          .map(({ name }) => `Copy permission ${name}`)
      : (family === 'google' ? ['https://mail.google.com/'] : scopes.requested).map(
          (scope) => `Copy scope ${scope}`,
        );
  return [...uris.map((uri) => `Copy redirect URI ${uri.replace('{instance}', instance)}`), ...names];
}
