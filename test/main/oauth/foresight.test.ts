import { describe, expect, test } from 'vitest';
import { type Foreseen, foresee } from '../../../main/oauth/foresight.ts';
import { allProviders } from '../../../main/oauth/providers/all.ts';
import { createProviders } from '../../../main/oauth/providers/providers.ts';
import type { ConsentEvent } from '../../../preload/contract/index.ts';
import { startEntra } from '../../stand-ins/entra.ts';
import { anAccount } from '../an-account.ts';
import { failureOf } from '../failure-of.ts';
import { signInRig } from './sign-in-rig.ts';

const providers = createProviders(allProviders(() => Promise.reject(new Error('none')), {}));
const guid = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490';
const googleClient = '1-a.apps.googleusercontent.com';
const outlook = ['https://outlook.office.com/SMTP.Send', 'offline_access'];

function told(provider: string, account: Partial<Foreseen>, clientSecret?: string) {
  const { certain, possible } = foresee(
    providers.get(provider),
    anAccount({ provider, tenant: guid, clientId: guid, scopes: outlook, ...account }),
    clientSecret,
  );
  return [certain.map(({ id }) => id), possible.map(({ id }) => id)];
}

describe('what a sign-in is going to meet', () => {
  test.each<[string, string, Partial<Foreseen>, string | undefined, string[], string[]]>([
    ['a desktop app', 'microsoft365', {}, undefined, [], []],
    ['a web app of whatever purpose', 'microsoft365', {}, 'the~value', [], []],
    ['a web app for AEM', 'microsoft365', { purpose: 'aem-cloud' }, 'the~value', [], []],
    [
      'a client for AEM without a secret',
      'microsoft365',
      { purpose: 'aem-65' },
      undefined,
      [],
      ['secret-missing'],
    ],
    [
      'an app by itself without a secret',
      'microsoft365',
      { grant: 'client_credentials', scopes: ['https://outlook.office365.com/.default'] },
      undefined,
      ['secret-missing'],
      [],
    ],
    ['a tenant of many', 'microsoft365', { tenant: 'common' }, undefined, [], ['tenant-shared']],
    ['a tenant that is none', 'microsoft365', { tenant: 'Contoso' }, undefined, ['tenant-form'], []],
    ['a secret’s ID', 'microsoft365', {}, guid, ['secret-is-id'], []],
    [
      'a redirect URI that no portal takes',
      'microsoft365',
      { redirectUri: 'http://[::1]:8080/' },
      undefined,
      ['redirect-ipv6'],
      [],
    ],
    [
      'a redirect URI that takes the manifest',
      'microsoft365',
      { redirectUri: 'http://127.0.0.1/' },
      undefined,
      [],
      ['redirect-ip'],
    ],
    [
      'a redirect URI of AEM',
      'microsoft365',
      { redirectUri: 'http://author.example/' },
      undefined,
      ['redirect-http'],
      [],
    ],
    [
      'scopes of Graph',
      'microsoft365',
      { scopes: ['https://graph.microsoft.com/SMTP.Send', 'offline_access'] },
      undefined,
      [],
      ['scope-graph'],
    ],
    [
      'scopes of two resources',
      'microsoft365',
      { scopes: [...outlook, 'https://graph.microsoft.com/User.Read'] },
      undefined,
      [],
      ['scope-graph', 'scopes-mixed'],
    ],
    [
      'no refresh token asked for',
      'microsoft365',
      { scopes: outlook.slice(0, 1) },
      undefined,
      [],
      ['offline-access-missing'],
    ],
    ['a personal account', 'microsoft-personal', { tenant: 'consumers' }, undefined, [], []],
    [
      'Google',
      'google',
      { clientId: googleClient, scopes: ['https://mail.google.com/'] },
      'GOCSPX-x',
      [],
      [],
    ],
    [
      'Google, an old client',
      'google',
      { clientId: '407408718192.apps.googleusercontent.com', scopes: ['https://mail.google.com/'] },
      undefined,
      [],
      [],
    ],
    [
      'Google, for AEM 6.5',
      'google',
      { clientId: googleClient, purpose: 'aem-65', scopes: ['https://mail.google.com/'] },
      'x',
      [],
      [],
    ],
    [
      'Google without the slash',
      'google',
      { clientId: googleClient, scopes: ['https://mail.google.com'] },
      undefined,
      ['google-scope-slash'],
      [],
    ],
    ['a secret with a line in it', 'fastmail', { clientId: 'x' }, 'two words', ['secret-characters'], []],
    ['any OpenID provider', 'custom', { clientId: 'x', scopes: [] }, undefined, [], []],
    ['practice', 'practice', { clientId: '', scopes: [] }, undefined, [], []],
  ])('%s', (_, provider, account, secret, certain, possible) => {
    expect(told(provider, account, secret)).toEqual([certain, possible]);
  });
});

describe('a sign-in', () => {
  const draft = { provider: 'microsoft365', clientId: guid };

  async function rig() {
    const entra = await startEntra({ tenants: [], apps: [] });
    return { entra, ...(await signInRig(entra.authorities)) };
  }

  test('that may fail says so first, and goes on', async () => {
    const { entra, add, services } = await rig();
    const account = await add({ ...draft, tenant: 'common' });
    const events: ConsentEvent[] = [];
    const attempt = services.signIn(account, {
      openBrowser: false,
      timeoutMs: 10_000,
      signal: new AbortController().signal,
    });
    for await (const event of attempt) {
      events.push(event);
      if (event.event === 'open') break;
    }
    expect(events).toMatchObject([
      { event: 'warning', finding: { id: 'tenant-shared', predicts: 'AADSTS50194' } },
      { event: 'open' },
    ]);
    await entra.close();
  });

  test('that cannot succeed is not begun: nothing opens, nobody is asked', async () => {
    const { entra, add, services } = await rig();
    const sound = await add(draft);
    // As an older version may have kept it.
    const account = { ...sound, redirectUri: 'http://author.example/' };
    const attempt = services.signIn(account, {
      openBrowser: true,
      timeoutMs: 10_000,
      signal: new AbortController().signal,
    });
    const failure = await failureOf(attempt.next());
    expect(failure).toMatchObject({ code: 'INVALID_INPUT' });
    expect(failure.facts.evidence).toContain('redirectUri redirect-http AADSTS50011');
    expect(failure.facts.context?.['reason']).toContain('Only localhost may use http://');
    expect(entra.asked).toEqual([]);
    expect((await services.vault.read(account.id)).attempts).toBeUndefined();
    await entra.close();
  });
});
