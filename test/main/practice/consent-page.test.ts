import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authorizeUrl, newVerifier } from './oauth-client.ts';
import { runPractice } from './running-practice.ts';

/** Debian's; elsewhere the form is submitted over HTTP only (oauth.test.ts). */
const executablePath = '/usr/bin/chromium';
const missing = !existsSync(executablePath);
if (missing) process.stderr.write(`Skipping the consent page in Chromium: no ${executablePath}\n`);

describe.skipIf(missing)(
  `the consent page in Chromium${missing ? ` (SKIPPED: no ${executablePath})` : ''}`,
  () => {
    const running = runPractice();
    const client = createServer((_request, response) => response.end('back at the client'));
    let browser: Browser;
    let redirect_uri: string;

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
      await new Promise<void>((resolve) => client.listen(0, '127.0.0.1', resolve));
      const address = client.address();
      redirect_uri = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
    }, 30_000);
    afterAll(async () => {
      await browser?.close();
      client.closeAllConnections();
      client.close();
    });

    test.each([
      ['Allow', 'code'],
      ['Deny', 'error'],
    ])('one click on %s leads back to the client', async (name, parameter) => {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      await page.goto(authorizeUrl(running.practice, newVerifier(), { redirect_uri }));
      await page.getByRole('button', { name }).click();
      await page.getByText('back at the client').waitFor();
      expect(new URL(page.url()).searchParams.get(parameter)).not.toBeNull();
      expect(complaints.filter((text) => text.includes('Content Security Policy'))).toEqual([]);
      await page.close();
    });

    test.each(['light', 'dark'] as const)('can be read and worked by role, %s', async (colorScheme) => {
      const page = await browser.newPage({ colorScheme, viewport: { width: 900, height: 600 } });
      await page.goto(authorizeUrl(running.practice, newVerifier(), { redirect_uri }));
      await page.getByRole('heading', { name: 'Allow access to your mailbox?' }).waitFor();
      const send = page.getByRole('checkbox', { name: /^Send mail/ });
      expect(await send.isChecked()).toBe(true);
      await send.uncheck();
      expect(await page.getByRole('checkbox').count()).toBe(5);
      await page.close();
    });
  },
);
