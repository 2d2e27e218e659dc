import { describe, expect, onTestFinished, test } from 'vitest';
import { allProviders } from '../../../main/oauth/providers/all.ts';
import { type Grant, Purpose } from '../../../preload/contract/index.ts';
import { type Entra, type EntraApp, startEntra } from '../../stand-ins/entra.ts';
import { consumersTenant } from '../../stand-ins/entra-directory.ts';
import { type Google, startGoogle } from '../../stand-ins/google.ts';
import { startPlain } from '../../stand-ins/plain.ts';
import { type SignInRig, signInRig } from './sign-in-rig.ts';

const contoso = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490';
const clientId = '11111111-2222-4333-8444-555555555555';
const secret = 'a~client-secret.value';
const mailbox = 'info@contoso.test';

const registered: EntraApp = {
  clientId,
  home: contoso,
  audience: 'multi-and-personal',
  redirectUris: [],
  publicClientFlows: true,
  secrets: [{ id: '99999999-2222-4333-8444-555555555555', value: secret }],
  roles: ['SMTP.SendAsApp', 'IMAP.AccessAsApp'],
};

async function entraFor(platform: 'web' | 'desktop'): Promise<Entra> {
  const entra = await startEntra({
    tenants: [
      { id: contoso, domains: ['contoso.test'], users: [{ name: mailbox }] },
      { id: consumersTenant, domains: [], users: [{ name: mailbox }] },
    ],
    apps: [{ ...registered, redirectUris: [{ uri: 'http://localhost', platform }] }],
    interval: 0,
  });
  onTestFinished(entra.close);
  return entra;
}

async function googleFor(type: 'desktop' | 'web'): Promise<Google> {
  const google = await startGoogle({
    users: [mailbox],
    clients: [{ id: googleClient, secret, type, redirectUris: ['http://127.0.0.1:51789/'] }],
    serviceAccount: { email: 'robot@a-project.iam.gserviceaccount.com', clientId: '110000000000000000011' },
    delegations: [{ clientId: '110000000000000000011', scopes: ['https://mail.google.com/'] }],
  });
  onTestFinished(google.close);
  return google;
}
const googleClient = '123456789012-abcdefghij.apps.googleusercontent.com';

/** Where an account of a provider, grant and purpose is walked, and what it takes to add it. */
async function setUp(provider: string, grant: Grant, purpose: Purpose) {
  const facts = providers.find(({ id }) => id === provider);
  if (!facts) throw new Error(provider);
  const common = { provider, grant, purpose, address: mailbox };
  const { platform } = facts.registrations[purpose];
  if (facts.family === 'microsoft') {
    const confidential =
      grant === 'client_credentials' || (grant === 'authorization_code' && platform === 'web');
    const { authorities } = await entraFor(platform ?? 'desktop');
    return {
      authorities,
      draft: {
        ...common,
        clientId,
        ...(confidential ? { clientSecret: secret } : {}),
        ...(grant === 'client_credentials' ? { tenant: contoso } : {}),
      },
    };
  }
  if (facts.family === 'google') {
    const { authorities, keyFile } = await googleFor(platform ?? 'desktop');
    const how =
      grant === 'service_account'
        ? { serviceAccountKey: keyFile }
        : { clientId: googleClient, clientSecret: secret };
    return { authorities, draft: { ...common, ...how } };
  }
  const plain = await startPlain(provider === 'yandex' ? { deviceGrantType: 'device_code' } : {});
  onTestFinished(plain.close);
  const authorities = Object.fromEntries(origins.map((origin) => [origin, plain.origin]));
  const endpoints = {
    authorization: `${plain.origin}/authorize`,
    token: `${plain.origin}/token`,
    deviceAuthorization: `${plain.origin}/device`,
    issInResponse: false,
    clientAuthentication: 'post' as const,
  };
  const draft = { ...common, clientId: 'a-client', clientSecret: secret };
  return { authorities, draft: provider === 'custom' ? { ...draft, endpoints } : draft };
}

const origins = [
  'https://api.login.yahoo.com',
  'https://api.login.aol.com',
  'https://api.fastmail.com',
  'https://oauth.yandex.com',
  'https://o2.mail.ru',
  'https://oauth.xfinity.com',
];

const providers = allProviders(() => Promise.reject(new Error('none')), {}).map(({ summary }) => summary);
const walks = providers
  .filter(({ id }) => id !== 'practice')
  .flatMap(({ id, grants }) =>
    grants.flatMap((grant) => Purpose.options.map((purpose) => ({ id, grant, purpose }))),
  );

async function walk({ id, grant, purpose }: (typeof walks)[number]) {
  const { authorities, draft } = await setUp(id, grant, purpose);
  const rig = await signInRig(authorities);
  const account = await rig.add(draft);
  return { rig, account };
}

describe.sequential('every provider, grant and purpose', () => {
  test.each(walks)('$id by $grant for $purpose gets a token and renews it', async (way) => {
    const { rig, account } = await walk(way);
    const person = { user: mailbox };
    const { done, events } =
      way.id === 'custom' || isPlain(way.id)
        ? await walkPlain(rig, account.id)
        : await rig.signIn(account, person);
    expect(done).toMatchObject({ account: account.id, missingScopes: [], signedInAs: null });
    const alone = way.grant === 'client_credentials' || way.grant === 'service_account';
    const begins = alone ? [] : [way.grant === 'device_code' ? 'device' : 'open'];
    expect(events.map(({ event }) => event)).toEqual([...begins, 'exchanging', 'done']);
    const first = await rig.services.tokens.accessToken(account);
    expect(await rig.services.tokens.refresh(account, { force: true })).toBe('refreshed');
    const kept = await rig.services.vault.read(account.id);
    expect(kept.accessToken).toBeTruthy();
    expect(first.expiresAt).toMatch(/Z$/);
    expect(kept.refreshToken === undefined).toBe(alone);
    const [state] = await rig.services.states();
    expect(state).toMatchObject({ health: 'ready', failure: null });
  });

  test('are all walked: those without a walk say why and what to do instead', () => {
    const walked = new Set(walks.map(({ id }) => id));
    const others = providers.filter(({ id }) => !walked.has(id) && id !== 'practice');
    expect(others.map(({ id, support }) => [id, support])).toEqual([
      ['zoho', 'none-confirmed'],
      ['gmx', 'none-confirmed'],
    ]);
    for (const { id, notice } of providers.filter(({ support }) => !['full', 'manual'].includes(support)))
      expect(notice).toEqual({ why: `providers:${id}.why`, instead: `providers:${id}.instead` });
  });
});

function isPlain(id: string): boolean {
  return providers.some(
    (facts) => facts.id === id && (facts.family === 'generic' || facts.family === 'yahoo'),
  );
}

/** A server that asks nobody anything: the browser comes straight back. */
async function walkPlain(rig: SignInRig, id: string) {
  const account = rig.services.accounts.find(id);
  const events = [];
  const attempt = rig.services.signIn(account, {
    openBrowser: false,
    timeoutMs: 10_000,
    signal: new AbortController().signal,
  });
  for await (const event of attempt) {
    events.push(event);
    if (event.event === 'open') void fetch(event.url);
  }
  const last = events.at(-1);
  if (last?.event !== 'done') throw new Error('the sign-in ended without an end');
  return { events, done: last };
}
