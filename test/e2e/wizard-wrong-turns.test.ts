import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Entra } from '../stand-ins/entra.ts';
import { look } from './browser-look.ts';
import { launchChromium } from './chromium.ts';
import { createHand } from './wizard-hand.ts';
import { contoso, gmail, googleClientFile, startContoso, startGmailStandIn } from './wizard-providers.ts';
import { agree, makeVault, openSignIn, startFromAddress } from './wizard-steps.ts';
import { openWizardWindow, type WizardWindow } from './wizard-window.ts';

const microsoft = 'Continue with Microsoft 365 (work or school)';
const submit = 'Add account and sign in';
/** Looks like a secret's value, and is none of this app. */
const otherSecret = 'xY9~value-of-another-secret-that-was-deleted';

const fields = {
  address: (page: Page) => page.getByLabel('Mail address'),
  clientId: (page: Page) => page.getByLabel('Application (client) ID'),
  tenant: (page: Page) => page.getByLabel('Directory (tenant) ID'),
  secret: (page: Page) => page.getByRole('textbox', { name: 'Client secret (Value)' }),
  expiry: (page: Page) => page.getByLabel('Secret expires on'),
} as const;

let browser: Browser;
let window: WizardWindow;
const hand = createHand();
const faults: string[] = [];
const inspect = async (name: string) => {
  faults.push(...(await look(window.page, `41-${name}`)));
};
const trouble = () => window.page.getByRole('region', { name: 'What went wrong' });
/** The evidence is folded in below the words. */
const failure = (evidence: string) => trouble().getByText(evidence).first().waitFor({ state: 'attached' });
const again = () => window.page.getByRole('button', { name: 'Try again' }).click();

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

describe('a wrong turn at Microsoft', () => {
  let entra: Entra;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const standIn = await startContoso('web');
    ({ entra, close } = standIn);
    window = await openWizardWindow(browser, standIn.options);
    await makeVault(hand, window.page);
    await startFromAddress(hand, window.page, contoso.address, microsoft);
  });
  afterAll(async () => {
    await window.close();
    await close();
  });

  test.each<[keyof typeof fields, string, string, RegExp]>([
    ['address', 'no address', 'mailer', /not a complete mail address/],
    ['clientId', 'the app’s name', 'Postkey mail', /no Microsoft client ID/],
    ['clientId', 'half of the ID', contoso.clientId.slice(0, 18), /no Microsoft client ID/],
    ['clientId', 'Google’s ID', gmail.clientId, /no Microsoft client ID/],
    ['tenant', 'the organisation’s name', 'Contoso Ltd', /neither a tenant ID nor a domain/],
    ['tenant', 'the placeholder of a guide', '<tenant>', /placeholder of a guide/],
    ['tenant', 'everybody’s', 'common', /works only if the app takes accounts of any organisation/],
    ['tenant', 'people’s own', 'consumers', /for personal Microsoft accounts/],
    ['secret', 'the secret’s ID', contoso.secretId, /That is the secret’s ID/],
    [
      'secret',
      'a secret with its label',
      `Value: ${contoso.secret}`,
      /no spaces, line ends or special letters/,
    ],
    ['expiry', 'a day that is over', '2020-01-31', /That day is over/],
  ])('in the field %s is told of while it is typed: %s', async (field, _, value, words) => {
    const { page } = window;
    const input = fields[field](page);
    const before = await input.inputValue();
    await input.fill(value);
    await page.getByText(words).first().waitFor();
    await input.fill(before);
    await expect.poll(() => page.getByText(words).count()).toBe(0);
  });

  test('is taken to nobody: the form stays, and says which error would have come', async () => {
    const { page } = window;
    await fields.clientId(page).fill(contoso.clientId);
    await fields.tenant(page).fill('<tenant>');
    await fields.secret(page).fill(contoso.secretId);
    await page.getByRole('button', { name: submit }).click();
    await page.getByText('Some fields need another look.').waitFor();
    const coming = page.getByRole('region', { name: 'Before the browser opens' });
    expect(await coming.getByRole('listitem').allTextContents()).toEqual([
      expect.stringContaining('AADSTS900023'),
      expect.stringContaining('AADSTS7000215'),
    ]);
    await inspect('fields');
    expect(entra.asked).toEqual([]);
  });

  test('is explained where only Microsoft can tell, and what was entered can be changed', async () => {
    const { page } = window;
    await fields.tenant(page).fill(contoso.tenant);
    await fields.secret(page).fill(otherSecret);
    await page.getByRole('button', { name: submit }).click();
    const signIn = await openSignIn(hand, window);
    await agree(hand, signIn, contoso.address);
    await failure('AADSTS7000215');
    await signIn.close();
    await inspect('secret');
    await page.getByRole('button', { name: 'Change what was entered' }).click();
    await expect.poll(() => fields.clientId(page).inputValue()).toBe(contoso.clientId);
    expect(await fields.tenant(page).inputValue()).toBe(contoso.tenant);
    await fields.secret(page).fill(contoso.secret);
    await page.getByRole('button', { name: submit }).click();
  });

  test('is refusing: it can be done again', async () => {
    const signIn = await openSignIn(hand, window);
    await hand.click(signIn.getByRole('button', { name: 'Cancel' }));
    await failure('AADSTS65004');
    await signIn.close();
    await again();
  });

  test('is signing in as somebody else: it warns, and keeps nothing', async () => {
    const signIn = await openSignIn(hand, window);
    await agree(hand, signIn, contoso.colleague);
    await trouble()
      .getByText(`The account that signed in is ${contoso.colleague}, not ${contoso.address}.`)
      .waitFor();
    await signIn.close();
    await inspect('somebody-else');
    const { accounts, vault } = window.app.services;
    const [account] = accounts.list();
    expect(Object.keys(await vault.read(account?.id ?? '')).sort()).toEqual(['attempts', 'clientSecret']);
  });

  test('is waiting too long: it says so', async () => {
    const { page } = window;
    await page.route('**/rpc/onboarding/signIn', (route) => {
      const call = route.request().postDataJSON();
      return route.continue({ postData: { ...call, json: { ...call.json, timeoutSeconds: 1 } } });
    });
    await again();
    await failure('POSTKEY_CALLBACK_TIMEOUT');
    await page.unroute('**/rpc/onboarding/signIn');
    await inspect('too-late');
    await again();
  });

  test('is closing the page, or going through it twice: the mailbox is proven all the same', async () => {
    const { page } = window;
    const closed = await openSignIn(hand, window);
    await closed.close();
    const [first, second] = [await openSignIn(hand, window), await openSignIn(hand, window)];
    for (const signIn of [first, second])
      await hand.click(signIn.getByRole('button', { name: contoso.address }));
    await hand.click(first.getByRole('button', { name: 'Accept' }));
    await page.getByText(/^Mail flows:/).waitFor();
    const [refused] = await Promise.all([
      second.waitForEvent('requestfailed'),
      hand.click(second.getByRole('button', { name: 'Accept' })),
    ]);
    expect(refused.failure()?.errorText).toBe('net::ERR_CONNECTION_REFUSED');
    expect(await window.app.services.states()).toMatchObject([{ health: 'ready' }]);
  });

  test('keeps nobody out and leaves no error behind', () => {
    expect(faults).toEqual([]);
    expect(window.complaints.filter((complaint) => !complaint.includes('ERR_CONNECTION_REFUSED'))).toEqual(
      [],
    );
  });
});

test('an error that Microsoft shows to the person alone is explained while the sign-in waits', async () => {
  const redirectUris = [{ uri: 'http://localhost/callback', platform: 'web' as const }];
  const standIn = await startContoso('web', { redirectUris });
  window = await openWizardWindow(browser, standIn.options);
  try {
    const { page } = window;
    await makeVault(hand, page);
    await startFromAddress(hand, page, contoso.address, microsoft);
    await fields.clientId(page).fill(contoso.clientId);
    await fields.secret(page).fill(contoso.secret);
    await page.getByRole('button', { name: submit }).click();
    const signIn = await openSignIn(hand, window);
    const shown = await signIn.getByRole('main').textContent();
    await page.getByText('The sign-in page shows an error?').click();
    await page.getByLabel('Error text').fill(shown ?? '');
    await page.getByRole('button', { name: 'Explain' }).click();
    await page
      .getByText(/AADSTS50011/)
      .first()
      .waitFor();
    faults.length = 0;
    await inspect('page-error');
    expect(faults).toEqual([]);
    expect(await page.getByRole('button', { name: 'Cancel sign-in' }).isVisible()).toBe(true);
  } finally {
    await window.close();
    await standIn.close();
  }
});

test('a box that is unticked at Google is named, and nothing flows', async () => {
  const standIn = await startGmailStandIn();
  window = await openWizardWindow(browser, standIn.options);
  try {
    const { page } = window;
    await makeVault(hand, page);
    await startFromAddress(hand, page, gmail.address, 'Continue with Gmail, Google Workspace');
    await hand.give(page.locator('input[type=file]'), 'client_secret_1.json', googleClientFile);
    await page.getByRole('button', { name: submit }).click();
    const signIn = await openSignIn(hand, window);
    await hand.click(signIn.getByRole('button', { name: gmail.address }));
    await signIn.getByRole('checkbox', { name: 'https://mail.google.com/' }).uncheck();
    await hand.click(signIn.getByRole('button', { name: 'Continue' }));
    await page.getByText('Not granted').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'https://mail.google.com/' }).count()).toBe(1);
    faults.length = 0;
    await inspect('not-granted');
    expect(faults).toEqual([]);
    await page.getByRole('button', { name: 'Go on to the checks' }).click();
    await page.getByText(/^Mail does not flow:/).waitFor();
  } finally {
    await window.close();
    await standIn.close();
  }
});
