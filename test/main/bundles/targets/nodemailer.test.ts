import { expect, test } from 'vitest';
import { bundleInput, canaries, type InputChanges } from '../bundle-input.ts';
import { builtText } from '../text-of.ts';
import { mailServers, shared } from './servers.ts';

async function options(changes?: InputChanges) {
  return JSON.parse(await builtText('nodemailer', 'nodemailer.json', changes));
}

test('are options for createTransport that refresh at the account’s own token endpoint', async () => {
  const { endpoints } = (await bundleInput()).connection;
  expect(await options({ secrets: canaries, account: shared })).toStrictEqual({
    host: 'smtp.office365.com',
    port: 587,
    secure: false,
    requireTLS: true,
    auth: {
      type: 'OAuth2',
      user: 'ann@contoso.example',
      clientId: '99999999-8888-7777-6666-555555555555',
      clientSecret: canaries.clientSecret,
      refreshToken: canaries.refreshToken,
      accessUrl: endpoints.token,
    },
  });
});

test.each([
  ['tls', { secure: true, requireTLS: false }],
  ['starttls', { secure: false, requireTLS: true }],
  ['none', { secure: false, requireTLS: false }],
] as const)('use the encryption of the server: %s', async (security, expected) => {
  expect(await options(mailServers(security))).toMatchObject(expected);
});

test('ask for the scopes of mail where the provider serves more than that', async () => {
  const tokenScopes = ['https://outlook.office.com/SMTP.Send', 'offline_access'];
  const { auth } = await options({ connection: { tokenScopes } });
  expect(auth.customParams).toEqual({ scope: 'https://outlook.office.com/SMTP.Send offline_access' });
});

test('have no client secret for a public client', async () => {
  expect((await options({ account: { publicClient: true } })).auth).not.toHaveProperty('clientSecret');
});

test('trust the account’s own certificates', async () => {
  expect(await options({ connection: { ca: 'PEM' } })).toMatchObject({ tls: { ca: 'PEM' } });
});
