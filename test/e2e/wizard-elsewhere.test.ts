import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { look } from './browser-look.ts';
import { openContext } from './browser-window.ts';
import { launchChromium } from './chromium.ts';
import { createHand } from './wizard-hand.ts';
import { contoso, type ProviderStandIn, startContoso } from './wizard-providers.ts';
import { agree, makeVault, startFromAddress } from './wizard-steps.ts';
import { openWizardWindow, type WizardWindow } from './wizard-window.ts';

describe('a sign-in on another computer, whose browser cannot come back', () => {
  let browser: Browser;
  let window: WizardWindow;
  let standIn: ProviderStandIn;
  let link: string;
  const hand = createHand();
  const faults: string[] = [];
  const inspect = async (name: string) => {
    faults.push(...(await look(window.page, `43-elsewhere-${name}`)));
  };
  const field = () => window.page.getByLabel('Address you landed on');

  beforeAll(async () => {
    standIn = await startContoso('web');
    browser = await launchChromium();
    window = await openWizardWindow(browser, standIn.options);
    const { page } = window;
    await makeVault(hand, page);
    const provider = 'Continue with Microsoft 365 (work or school)';
    await startFromAddress(hand, page, contoso.address, provider);
    await hand.choose(page.getByRole('combobox', { name: 'Which system will use it?' }), 'AEM Forms on JEE');
    await page.getByLabel('Application (client) ID').fill(contoso.clientId);
    await page.getByRole('textbox', { name: 'Client secret (Value)' }).fill(contoso.secret);
    await page.getByRole('button', { name: 'Add account and sign in' }).click();
    await page.getByRole('button', { name: 'Anywhere, and paste the address' }).click();
    link = (await page.getByRole('link', { name: 'Open it in this browser' }).getAttribute('href')) ?? '';
  });
  afterAll(async () => {
    await window?.close();
    await browser?.close();
    await standIn?.close();
  });

  test.each<[string, (link: string) => string, string]>([
    ['half an address', () => 'localhost/?code=1', 'That is not a complete address.'],
    ['the sign-in page', (page) => page, 'That is the address of the sign-in page.'],
    ['an end that was cut off', () => 'http://localhost/', 'There is no answer in it'],
    ['another app’s answer', () => 'https://other.test/?code=1&state=2', 'This address is another one.'],
  ])('is told of %s before it is taken', async (_, wrong, words) => {
    await field().fill(wrong(link));
    await window.page.getByText(words).waitFor();
    expect(await window.page.getByRole('button', { name: 'Take the answer' }).isDisabled()).toBe(true);
  });

  test('refuses the answer of another sign-in, and goes on waiting', async () => {
    const { page } = window;
    await field().fill('http://localhost/?code=1&state=of-another-sign-in');
    await page.getByRole('button', { name: 'Take the answer' }).click();
    const card = page.getByRole('region', { name: 'What went wrong' });
    await card.getByText('POSTKEY_STATE_MISMATCH').waitFor({ state: 'attached' });
    await inspect('refused');
  });

  test('goes on with the address that the other browser ends at', async () => {
    const { page } = window;
    const other = await openContext(browser);
    const signIn = await other.context.newPage();
    await signIn.goto(link);
    const landed = landing(signIn);
    await agree(hand, signIn, contoso.address);
    await field().fill(await landed);
    // What was said of the earlier one is over.
    expect(await page.getByRole('region', { name: 'What went wrong' }).count()).toBe(0);
    await inspect('pasted');
    await page.getByRole('button', { name: 'Take the answer' }).click();
    await page.getByText(/^Mail flows:/).waitFor();
    await other.context.close();
  });

  test('keeps nobody out and leaves no error behind', () => {
    expect(faults).toEqual([]);
    // The refusal above is an answer of the app with a status of its own.
    expect(window.complaints.filter((complaint) => !complaint.includes('/rpc/onboarding/answer'))).toEqual(
      [],
    );
  });
});

/** What stands in the address bar when nobody answers there. */
async function landing(page: Page): Promise<string> {
  const request = await page.waitForEvent('requestfailed', (failed) => failed.isNavigationRequest());
  return request.url();
}
