import type { Page } from 'playwright-core';
import { openContext } from './browser-window.ts';
import type { Hand } from './wizard-hand.ts';
import {
  contoso,
  gmail,
  googleClientFile,
  type ProviderStandIn,
  startContoso,
  startGmailStandIn,
} from './wizard-providers.ts';
import { agree, openSignIn } from './wizard-steps.ts';
import type { WizardWindow } from './wizard-window.ts';

/** What `signIn` works with. */
export interface Place {
  readonly hand: Hand;
  readonly window: WizardWindow;
  /** Takes pictures of the station, where they are wanted. */
  inspect(station: Station): Promise<void>;
}

export type Station = 'setup' | 'sign-in' | 'export';

/** One way from a mailbox's address to its proof. */
export interface Way {
  readonly name: string;
  /** What is clicked once the address is typed. */
  readonly provider: string;
  readonly address: string;
  start(): Promise<ProviderStandIn>;
  /** Fills in the page of the portal's steps. */
  fill(hand: Hand, page: Page, standIn: ProviderStandIn): Promise<void>;
  /** Left out where nobody signs in. */
  signIn?(place: Place): Promise<void>;
  /** Clicks and values from the empty window until mail flows. */
  readonly takes: { readonly clicks: number; readonly values: number };
  /** What the last step shows. */
  readonly exports: string | RegExp;
  /** Stations to take pictures of; what looks the same elsewhere is left out. */
  readonly pictures: readonly Station[];
}

const microsoft = 'Continue with Microsoft 365 (work or school)';
const google = 'Continue with Gmail, Google Workspace';
const purpose = (page: Page) => page.getByRole('combobox', { name: 'Which system will use it?' });
const who = (page: Page) => page.getByRole('combobox', { name: 'Who signs in?' });
const clientId = (page: Page) => page.getByLabel('Application (client) ID');
const tenant = (page: Page) => page.getByLabel('Directory (tenant) ID');
const secret = (page: Page) => page.getByRole('textbox', { name: 'Client secret (Value)' });

const signInAtMicrosoft = async ({ hand, window, inspect }: Place) => {
  await window.page.getByRole('heading', { name: 'Open the sign-in page' }).waitFor();
  await inspect('sign-in');
  await agree(hand, await openSignIn(hand, window), contoso.address);
};
const signInAtGoogle = async ({ hand, window }: Place) =>
  agree(hand, await openSignIn(hand, window), gmail.address, 'Continue');

export const ways: readonly Way[] = [
  {
    name: 'Microsoft 365 for AEM as a Cloud Service',
    provider: microsoft,
    address: contoso.address,
    start: () => startContoso('web'),
    async fill({ paste }, page) {
      await paste(clientId(page), contoso.clientId);
      await paste(tenant(page), contoso.tenant);
      await paste(secret(page), contoso.secret);
    },
    signIn: signInAtMicrosoft,
    takes: { clicks: 11, values: 4 },
    exports: /DefaultMailService\.cfg\.json/,
    pictures: [],
  },
  {
    name: 'Microsoft 365 for AEM Forms JEE',
    provider: microsoft,
    address: contoso.address,
    start: () => startContoso('web'),
    async fill({ choose, paste }, page) {
      await choose(purpose(page), 'AEM Forms on JEE');
      await paste(clientId(page), contoso.clientId);
      // The domain of the address stands for the tenant.
      await paste(secret(page), contoso.secret);
    },
    signIn: signInAtMicrosoft,
    takes: { clicks: 12, values: 3 },
    exports: 'Email service',
    pictures: ['export'],
  },
  {
    name: 'Microsoft 365 by code on another device',
    provider: microsoft,
    address: contoso.address,
    start: () => startContoso('desktop', { publicClientFlows: true }),
    async fill({ choose, paste }, page) {
      await choose(purpose(page), 'Another application');
      await paste(clientId(page), contoso.clientId);
    },
    async signIn({ hand, window: { page, context }, inspect }) {
      await hand.click(page.getByRole('button', { name: 'By code on another device' }));
      const code = await page.getByRole('status', { name: 'code' }).textContent();
      await inspect('sign-in');
      const address = await page.getByRole('link', { name: /deviceauth/ }).getAttribute('href');
      const other = await openContext(context.browser() ?? missing());
      const device = await other.context.newPage();
      await device.goto(address ?? missing());
      await hand.paste(device.getByLabel('Code'), code ?? missing());
      await hand.click(device.getByRole('button', { name: 'Next' }));
      await agree(hand, device, contoso.address);
      await device.getByText('You may now close this window.').waitFor();
      await other.context.close();
    },
    takes: { clicks: 12, values: 3 },
    exports: 'Done, show accounts',
    pictures: ['sign-in'],
  },
  {
    name: 'Microsoft 365 with an app that signs in by itself',
    provider: microsoft,
    address: contoso.address,
    start: () => startContoso('web', { roles: ['SMTP.SendAsApp', 'IMAP.AccessAsApp', 'POP.AccessAsApp'] }),
    async fill({ choose, paste }, page) {
      await choose(purpose(page), 'Another application');
      await choose(who(page), 'The app by itself (Exchange app-only)');
      await paste(clientId(page), contoso.clientId);
      await paste(tenant(page), contoso.tenant);
      await paste(secret(page), contoso.secret);
    },
    takes: { clicks: 12, values: 4 },
    exports: 'Done, show accounts',
    pictures: ['setup'],
  },
  {
    name: 'Google with the file of its console',
    provider: google,
    address: gmail.address,
    start: () => startGmailStandIn(),
    fill: ({ give }, page) =>
      give(page.locator('input[type=file]'), 'client_secret_1.json', googleClientFile),
    signIn: signInAtGoogle,
    takes: { clicks: 9, values: 2 },
    exports: /DefaultMailService\.cfg\.json/,
    pictures: ['setup'],
  },
  {
    name: 'Google with copied values',
    provider: google,
    address: gmail.address,
    start: () => startGmailStandIn(),
    async fill({ paste }, page) {
      await paste(page.getByLabel('Client ID'), gmail.clientId);
      await paste(page.getByRole('textbox', { name: 'Client secret' }), gmail.secret);
    },
    signIn: signInAtGoogle,
    takes: { clicks: 10, values: 3 },
    exports: /DefaultMailService\.cfg\.json/,
    pictures: [],
  },
  {
    name: 'Google Workspace with a service account',
    provider: 'Google Workspace by service account',
    address: gmail.workspaceAddress,
    start: () => startGmailStandIn(gmail.workspaceAddress),
    async fill({ choose, give }, page, { keyFile = '' }) {
      await choose(purpose(page), 'Another application');
      await give(page.locator('input[type=file]'), 'a-project-0123456789ab.json', keyFile);
    },
    takes: { clicks: 8, values: 2 },
    exports: 'Done, show accounts',
    pictures: ['setup'],
  },
];

function missing(): never {
  throw new Error('it is not there');
}
