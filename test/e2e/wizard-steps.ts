import type { Page } from 'playwright-core';
import type { BrowserWindow } from './browser-window.ts';
import type { Hand } from './wizard-hand.ts';

/** From the window that has no vault yet to the page of accounts. A keyring, where there is one, takes one click less. */
export async function makeVault({ click }: Pick<Hand, 'click'>, page: Page): Promise<void> {
  await click(page.getByRole('radio', { name: 'A key file' }));
  await click(page.getByRole('button', { name: 'Create vault' }));
  await page.getByRole('heading', { level: 1, name: 'Accounts' }).waitFor();
}

/** From the page of accounts to the portal's steps of the provider that the address leads to. */
export async function startFromAddress(
  { click, paste }: Hand,
  page: Page,
  address: string,
  provider: string,
): Promise<void> {
  await click(page.getByRole('button', { name: 'Add an account' }));
  await paste(page.getByLabel('Mail address'), address);
  await click(page.getByRole('link', { name: provider }));
  await page.getByRole('heading', { name: 'What the portal shows you' }).waitFor();
}

/** Opens the sign-in page as somebody does whose browser could not be started. */
export async function openSignIn(
  { click }: Pick<Hand, 'click'>,
  { page, context }: Pick<BrowserWindow, 'page' | 'context'>,
  link = 'Open sign-in page',
): Promise<Page> {
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    click(page.getByRole('link', { name: link })),
  ]);
  await opened.waitForLoadState();
  return opened;
}

/** Answers the stand-in's pages as a person does. */
export async function agree(
  { click }: Pick<Hand, 'click'>,
  page: Page,
  user: string,
  words = 'Accept',
): Promise<void> {
  await click(page.getByRole('button', { name: user }));
  await click(page.getByRole('button', { name: words }));
}
