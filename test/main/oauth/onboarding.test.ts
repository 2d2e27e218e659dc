import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createBrowserHost } from '../../../main/host/browser/host.ts';
import { createServices, type Services } from '../../../main/services.ts';
import { NewAccount } from '../../../preload/contract/index.ts';
import { failureOf } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { json, startTokenEndpoint, type TokenEndpoint } from './token-endpoint.ts';

async function app(): Promise<{ services: Services; data: string; endpoint: TokenEndpoint }> {
  const data = await temporaryFolder();
  const services = createServices(createBrowserHost(data, '0.0.0'), { keeper: 'key-file' });
  onTestFinished(() => services.close());
  return { services, data, endpoint: await startTokenEndpoint(json(200, {})) };
}

function draft({ url }: TokenEndpoint, change: object = {}): NewAccount {
  return NewAccount.parse({
    provider: 'custom',
    address: 'a@example.test',
    clientId: 'the-client',
    clientSecret: 'a-client-secret',
    scopes: ['mail'],
    endpoints: {
      authorization: 'https://issuer.test/authorize',
      token: url,
      revocation: url.replace('/token', '/revoke'),
    },
    ...change,
  });
}

describe('adding an account', () => {
  test('seals its client secret and keeps it out of the accounts file', async () => {
    const { services, endpoint } = await app();
    const { id } = await services.onboarding.add(draft(endpoint));
    expect(await services.vault.read(id)).toEqual({ clientSecret: 'a-client-secret' });
    expect(JSON.stringify(services.accounts.find(id))).not.toContain('a-client-secret');
    expect(services.accounts.find(id).publicClient).toBe(false);
  });

  test.each<[string, object, RegExp]>([
    ['no client id', { clientId: undefined }, /clientId/],
    ['a secret with a line end', { clientSecret: 'a\nb' }, /clientSecret/],
    ['a secret for a public client', { publicClient: true }, /clientSecret/],
    ['neither issuer nor endpoints', { endpoints: undefined }, /issuer/],
    ['a token endpoint in the open', { endpoints: { token: 'http://x.test/t' } }, /endpoint not-https/],
    ['a redirect that leaves the machine', { redirectUri: 'http://x.test/' }, /redirectUri not-https/],
    ['an unknown provider', { provider: 'nobody' }, /provider not-one-of nobody/],
  ])('is refused with %s, and nothing is kept', async (_, change, evidence) => {
    const { services, data, endpoint } = await app();
    const failure = await failureOf(services.onboarding.add(draft(endpoint, change)));
    expect([failure.code, failure.facts.evidence]).toEqual([
      'INVALID_INPUT',
      expect.stringMatching(evidence),
    ]);
    expect(failure.facts.evidence).not.toContain('a-client-secret');
    expect(services.accounts.list()).toEqual([]);
    const sealed = (await readdir(data, { recursive: true })).filter((name) => name.endsWith('.sealed'));
    expect(sealed).toEqual([]);
  });

  test('twice is refused, and the first stays', async () => {
    const { services, endpoint } = await app();
    const { id } = await services.onboarding.add(draft(endpoint));
    const again = await failureOf(services.onboarding.add(draft(endpoint, { clientSecret: 'other' })));
    expect(again.code).toBe('ALREADY_EXISTS');
    expect(await services.vault.read(id)).toEqual({ clientSecret: 'a-client-secret' });
  });
});

describe('removing an account', () => {
  async function signedIn() {
    const opened = await app();
    const account = await opened.services.onboarding.add(draft(opened.endpoint));
    await opened.services.tokens.keep(
      account,
      { accessToken: 'at', refreshToken: 'rt' },
      await opened.services.connect(account),
    );
    return { ...opened, account };
  }

  test('forgets all of it and asks nobody', async () => {
    const { services, account, endpoint, data } = await signedIn();
    expect(await services.remove(account, false)).toEqual({ removed: account.id, revoked: false });
    expect(services.accounts.list()).toEqual([]);
    expect(await readdir(join(data, 'vault'))).toEqual(['vault.json']);
    expect(endpoint.posts).toEqual([]);
  });

  test('tells the provider first where that is wished', async () => {
    const { services, account, endpoint } = await signedIn();
    expect(await services.remove(account, true)).toEqual({ removed: account.id, revoked: true });
    expect(
      endpoint.posts.map(({ path, form }) => [path, form.get('token'), form.get('token_type_hint')]),
    ).toEqual([['/revoke', 'rt', 'refresh_token']]);
  });

  test('keeps everything where the provider could not be told', async () => {
    const { services, account, endpoint } = await signedIn();
    endpoint.answer = json(503, {});
    expect((await failureOf(services.remove(account, true))).code).toBe('TOKEN_FAILED');
    expect((await services.vault.read(account.id)).refreshToken).toBe('rt');
    expect(services.accounts.find(account.id).id).toBe(account.id);
  });
});
