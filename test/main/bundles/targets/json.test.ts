import { expect, test } from 'vitest';
import { bundleInput, canaries, type InputChanges } from '../bundle-input.ts';
import { builtText } from '../text-of.ts';
import { mailServers, shared } from './servers.ts';

async function document(changes?: InputChanges) {
  return JSON.parse(await builtText('json', 'mail.json', changes));
}

test('has everything an application needs', async () => {
  const { endpoints, scopes } = (await bundleInput()).connection;
  const changes = { ...mailServers('starttls'), account: shared, secrets: canaries };
  expect(await document(changes)).toStrictEqual({
    address: 'info@contoso.example',
    smtp: { host: 'smtp.example', port: 587, security: 'starttls', user: 'ann@contoso.example' },
    imap: { host: 'imap.example', port: 143, security: 'starttls', user: 'info@contoso.example' },
    oauth: {
      authorizationEndpoint: endpoints.authorization,
      tokenEndpoint: endpoints.token,
      scopes,
      clientId: '99999999-8888-7777-6666-555555555555',
      clientSecret: canaries.clientSecret,
      refreshToken: canaries.refreshToken,
    },
  });
});

test('leaves out what the account does not have', async () => {
  const { imap, oauth } = await document({ account: { publicClient: true }, secrets: canaries });
  expect(imap).toBeUndefined();
  expect(oauth).not.toHaveProperty('clientSecret');
});
