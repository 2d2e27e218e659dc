import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { buildBundle } from '../../../../main/bundles/bundles.ts';
import { bundleInput, canaries, type InputChanges } from '../bundle-input.ts';
import { builtText } from '../text-of.ts';
import { mailServers, shared } from './servers.ts';

async function variables(changes?: InputChanges) {
  return parseEnv(await builtText('dotenv', '.env', changes));
}

test('has everything an application needs, with placeholders for secrets', async () => {
  const { endpoints } = (await bundleInput()).connection;
  expect(await variables(mailServers('tls'))).toEqual({
    MAIL_ADDRESS: 'aem@contoso.example',
    SMTP_HOST: 'smtp.example',
    SMTP_PORT: '465',
    SMTP_SECURITY: 'tls',
    SMTP_USER: 'aem@contoso.example',
    IMAP_HOST: 'imap.example',
    IMAP_PORT: '993',
    IMAP_SECURITY: 'tls',
    IMAP_USER: 'aem@contoso.example',
    OAUTH_AUTHORIZATION_URL: endpoints.authorization,
    OAUTH_TOKEN_URL: endpoints.token,
    OAUTH_SCOPES:
      'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access openid',
    OAUTH_CLIENT_ID: '99999999-8888-7777-6666-555555555555',
    OAUTH_CLIENT_SECRET: 'REPLACE_WITH_CLIENT_SECRET',
    OAUTH_REFRESH_TOKEN: 'REPLACE_WITH_REFRESH_TOKEN',
  });
});

test('names what the token endpoint is asked for, where that is less than what the person was', async () => {
  const tokenScopes = ['https://outlook.office.com/SMTP.Send'];
  expect(await variables({ connection: { tokenScopes } })).toMatchObject({ OAUTH_SCOPES: tokenScopes[0] });
});

test('has no variable for what the account does not have', async () => {
  const names = Object.keys(await variables({ account: { publicClient: true } }));
  expect(names.filter((name) => /SECRET|^IMAP|^POP3/.test(name))).toEqual([]);
});

test('signs in for sending as the one who may, for reading as the mailbox', async () => {
  expect(await variables({ ...mailServers('tls'), account: shared })).toMatchObject({
    MAIL_ADDRESS: 'info@contoso.example',
    SMTP_USER: 'ann@contoso.example',
    IMAP_USER: 'info@contoso.example',
  });
});

test('warns of a value that not every program reads right', async () => {
  const { warnings } = buildBundle('dotenv', await bundleInput({ secrets: canaries }));
  expect(warnings).toEqual([expect.stringMatching(/^OAUTH_CLIENT_SECRET has an apostrophe/)]);
});
