import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { look } from './browser-look.ts';
import { launchChromium } from './chromium.ts';
import { createHand } from './wizard-hand.ts';
import { makeVault, startFromAddress } from './wizard-steps.ts';
import { type Station, ways } from './wizard-ways.ts';
import { openWizardWindow } from './wizard-window.ts';

const most = { clicks: 12, values: 4 };

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/**
 * Counted is all that is done in Postkey and on the provider's sign-in pages, on a machine that makes it longest: no
 * keyring, no browser to start, the mouse for every field. What is done in the portal is not.
 */
describe('from the empty window until mail flows', () => {
  test.each(ways.map((way) => [way.name, way] as const))('%s', async (name, way) => {
    const { provider, address, start, fill, signIn, takes } = way;
    const standIn = await start();
    const window = await openWizardWindow(browser, standIn.options);
    try {
      const { page } = window;
      const hand = createHand();
      const faults: string[] = [];
      const inspect = async (station: Station) => {
        if (!way.pictures.includes(station)) return;
        faults.push(...(await look(page, `40-${name.replaceAll(' ', '-')}-${station}`)));
      };
      await makeVault(hand, page);
      await startFromAddress(hand, page, address, provider);
      await fill(hand, page, standIn);
      await inspect('setup');
      await hand.click(page.getByRole('button', { name: 'Add account and sign in' }));
      await signIn?.({ hand, window, inspect });
      await page.getByText(/^Mail flows:/).waitFor();

      expect({ clicks: hand.clicks, values: hand.values }, hand.deeds.join('\n')).toEqual(takes);
      expect(hand.clicks).toBeLessThanOrEqual(most.clicks);
      expect(hand.values).toBeLessThanOrEqual(most.values);
      await page.getByRole('button', { name: 'Choose what to export' }).click();
      await page.getByText(way.exports).first().waitFor();
      await inspect('export');
      expect([...faults, ...window.complaints]).toEqual([]);
    } finally {
      await window.close();
      await standIn.close();
    }
  });
});
