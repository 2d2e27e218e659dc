import { type Browser, chromium } from 'playwright-core';

/** A headless Chromium; the one named by `POSTKEY_CHROMIUM`, or Debian's. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['POSTKEY_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
}
