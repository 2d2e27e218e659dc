import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../built.ts';
import { look } from './browser-look.ts';
import {
  type BrowserWindow,
  createKeyFileVault,
  openConsent,
  openWindow,
  startPractising,
} from './browser-window.ts';
import { launchChromium } from './chromium.ts';

describe('a sign-in that does not go its way', () => {
  let browser: Browser;
  let window: BrowserWindow;

  beforeAll(async () => {
    await ensureBuilt();
    browser = await launchChromium();
    window = await openWindow(browser);
    await createKeyFileVault(window.page);
  });
  afterAll(async () => {
    await window.close();
    await browser.close();
  });

  it('can be cancelled, and its page then leads nowhere', async () => {
    const { page } = window;
    const consent = await startPractising(window);
    await page.getByRole('button', { name: 'Cancel sign-in' }).click();
    await page.getByText('Sign-in cancelled').waitFor();
    expect(await look(page, '20-cancelled')).toEqual([]);
    const landed = consent.waitForEvent('requestfailed');
    await consent.getByRole('button', { name: 'Allow' }).click();
    expect((await landed).failure()?.errorText).toBe('net::ERR_CONNECTION_REFUSED');
    await consent.close();
  });

  it('says what it means when access is denied, and can be tried again', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Try again' }).click();
    const consent = await openConsent(window);
    await consent.getByRole('button', { name: 'Deny' }).click();
    const card = page.getByRole('region', { name: 'What went wrong' });
    await card.waitFor();
    expect(await card.textContent()).toMatch(/access_denied/);
    expect(await look(page, '21-denied')).toEqual([]);
    expect(await look(consent, '22-refused')).toEqual([]);
    await consent.close();
  });

  it('starts anew after a reload, and the old page no longer counts', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Try again' }).click();
    const old = await openConsent(window);
    await page.reload();
    const fresh = await openConsent(window);
    expect(fresh.url()).not.toBe(old.url());
    await old.close();
    await fresh.getByRole('button', { name: 'Allow' }).click();
    await page.getByText(/^Mail flows:/).waitFor();
    await fresh.close();
  });

  it('shows which permission is missing where one was not given', async () => {
    const { page } = window;
    await page.getByRole('link', { name: 'Accounts' }).click();
    const account = page.getByRole('listitem').filter({ hasText: 'practice@postkey.test' });
    await account.getByText('Ready').waitFor();
    await page.getByRole('button', { name: 'Add an account' }).click();
    await page.getByRole('link', { name: /^Practice/ }).click();
    await page.getByRole('button', { name: 'Start practising' }).click();
    const consent = await openConsent(window);
    await consent.getByRole('checkbox', { name: /^Send mail/ }).uncheck();
    await consent.getByRole('button', { name: 'Allow' }).click();
    await page.getByText('Not granted').waitFor();
    await page.getByText('mail.send').waitFor();
    expect(await look(page, '23-missing')).toEqual([]);
    await page.getByRole('button', { name: 'Go on to the checks' }).click();
    await page.getByText(/^Mail does not flow:/).waitFor();
    await page.getByRole('region', { name: 'What went wrong' }).first().waitFor();
    expect(await look(page, '24-broken')).toEqual([]);
  });

  it('leaves no error on the console', () => {
    expect(window.complaints.filter((complaint) => !complaint.includes('ERR_CONNECTION_REFUSED'))).toEqual(
      [],
    );
  });
});
