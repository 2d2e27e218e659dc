import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { relocate } from '../../main/oauth/providers/authorities.ts';
import { signInAt } from '../stand-ins/person.ts';
import { look } from './browser-look.ts';
import { launchChromium } from './chromium.ts';
import { createHand } from './wizard-hand.ts';
import { contoso, type ProviderStandIn, startContoso } from './wizard-providers.ts';
import { agree, makeVault, openSignIn, startFromAddress } from './wizard-steps.ts';
import { openWizardWindow, type WizardWindow } from './wizard-window.ts';

const instances = ['https://author.contoso.test', 'https://publish.contoso.test:8443'];
const callbacks = instances.map((instance) => `${instance}/services/mailer/oauth2/token`);

describe('AEM 6.5, where each instance signs in by itself', () => {
  let browser: Browser;
  let window: WizardWindow;
  let standIn: ProviderStandIn;
  const hand = createHand();
  const faults: string[] = [];
  const inspect = async (name: string) => {
    faults.push(...(await look(window.page, `42-aem65-${name}`)));
  };

  beforeAll(async () => {
    standIn = await startContoso('web', {
      redirectUris: [...callbacks, 'http://localhost', 'http://localhost/'].map((uri) => ({
        uri,
        platform: 'web',
      })),
    });
    browser = await launchChromium();
    window = await openWizardWindow(browser, standIn.options);
    await makeVault(hand, window.page);
    const provider = 'Continue with Microsoft 365 (work or school)';
    await startFromAddress(hand, window.page, contoso.address, provider);
  });
  afterAll(async () => {
    await window?.close();
    await browser?.close();
    await standIn?.close();
  });

  test('has a redirect URI to register for each instance', async () => {
    const { page } = window;
    await hand.choose(page.getByRole('combobox', { name: 'Which system will use it?' }), 'AEM 6.5');
    await page.getByText('Enter your AEM instances at the right').waitFor();
    await page.getByRole('textbox', { name: 'Instance 1' }).fill(`${instances[0]}/`);
    await page.getByRole('button', { name: 'Add an instance' }).click();
    for (const [typed, words] of [
      ['http://publish.contoso.test', 'Only localhost may use http://'],
      [`${instances[0]}`, 'This instance is in the list already.'],
      [`${instances[1]}/crx/de`, 'Leave out everything behind the host and port.'],
    ] as const) {
      await page.getByRole('textbox', { name: 'Instance 2' }).fill(typed);
      await page.getByText(words).waitFor();
    }
    await page.getByRole('textbox', { name: 'Instance 2' }).fill(instances[1] ?? '');
    for (const uri of callbacks)
      await page.getByRole('button', { name: `Copy redirect URI ${uri}` }).waitFor();
    await inspect('setup');
  });

  test('is proven from here first', async () => {
    const { page } = window;
    await page.getByLabel('Application (client) ID').fill(contoso.clientId);
    await page.getByRole('textbox', { name: 'Client secret (Value)' }).fill(contoso.secret);
    await page.getByRole('button', { name: 'Add account and sign in' }).click();
    await agree(hand, await openSignIn(hand, window), contoso.address);
    await page.getByText(/^Mail flows:/).waitFor();
    await page.getByRole('button', { name: 'Choose what to export' }).click();
    await page.getByText('CQ Mailer SMTP OAuth2 Provider').first().waitFor();
    await inspect('sheet');
  });

  test.each(callbacks)('gets a token of its own at %s with what the sheet shows', async (redirectUri) => {
    const { page } = window;
    await page.getByText(redirectUri, { exact: true }).waitFor();
    const sheet = await readSheet(page);
    const { authorities } = standIn.options;
    const [scope, clientId] = [sheet['Scope']?.join(' ') ?? '', sheet['Client ID']?.[0] ?? ''];
    const ask = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope,
    });
    const authorizationUrl = relocate(authorities, sheet['Authorization URL']?.[0] ?? '');
    const { url } = await signInAt(`${authorizationUrl}?${ask}`, { user: contoso.address });
    const response = await fetch(relocate(authorities, sheet['Token URL']?.[0] ?? ''), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: clientId,
        client_secret: contoso.secret,
        redirect_uri: redirectUri,
        code: new URL(url).searchParams.get('code') ?? '',
        scope,
      }),
    });
    expect(await response.json()).toMatchObject({
      scope: 'https://outlook.office.com/SMTP.Send',
      refresh_token: expect.any(String),
    });
  });

  test('is ticked off instance by instance, and a change of the configuration unticks what it undoes', async () => {
    const { page } = window;
    const tasks = ['Enter both configurations', 'Enable two components', 'Allow access'];
    const boxes = instances.flatMap((instance) =>
      tasks.map((task) => page.getByRole('checkbox', { name: `${task}, ${instance}` })),
    );
    for (const box of boxes) {
      await box.click();
      await expect.poll(() => box.isChecked()).toBe(true);
    }
    await page.reload();
    await expect.poll(() => Promise.all(boxes.map((box) => box.isChecked()))).not.toContain(false);
    await page.getByRole('button', { name: 'I changed it: untick what has to be done again' }).click();
    const kept = [true, true, false];
    expect(await Promise.all(boxes.map((box) => box.isChecked()))).toEqual([...kept, ...kept]);
    for (const instance of instances) {
      const link = page.getByRole('link', { name: `Open ${instance}/services/mailer/oauth2/authorize` });
      expect(await link.getAttribute('target')).toBe('_blank');
    }
  });

  test('keeps nobody out and leaves no error behind', () => {
    expect([...faults, ...window.complaints]).toEqual([]);
  });
});

/** What stands beside each name. */
async function readSheet(page: Page): Promise<Readonly<Record<string, readonly string[]>>> {
  const rows = await page
    .locator('dl')
    .evaluateAll((lists) =>
      lists.flatMap((list) =>
        [...list.querySelectorAll('dt')].map((name) => [
          name.textContent ?? '',
          name.nextElementSibling?.querySelector('code')?.textContent ?? '',
        ]),
      ),
    );
  const sheet: Record<string, string[]> = {};
  for (const [name = '', value = ''] of rows) sheet[name] = [...(sheet[name] ?? []), value];
  return sheet;
}
