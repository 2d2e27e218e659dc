import { describe, expect, onTestFinished, test } from 'vitest';
import { type EntraApp, type EntraOptions, startEntra } from '../../stand-ins/entra.ts';
import { signInAt } from '../../stand-ins/person.ts';
import { failureOf } from '../failure-of.ts';
import { signInRig } from './sign-in-rig.ts';

const contoso = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490';
const clientId = '11111111-2222-4333-8444-555555555555';
const mailbox = 'info@contoso.test';
const delegate = 'ada@contoso.test';
const desktop: EntraApp = {
  clientId,
  home: contoso,
  audience: 'single',
  redirectUris: [{ uri: 'http://localhost', platform: 'desktop' }],
  publicClientFlows: true,
};
const secretId = '99999999-2222-4333-8444-555555555555';
const web: EntraApp = {
  ...desktop,
  publicClientFlows: false,
  redirectUris: [
    { uri: 'http://localhost', platform: 'web' },
    { uri: 'https://login.microsoftonline.com/common/oauth2/nativeclient', platform: 'web' },
    { uri: 'https://author.contoso.test/services/mailer/oauth2/token', platform: 'web' },
  ],
  secrets: [
    { id: secretId, value: 'the~value' },
    { id: '88888888-2222-4333-8444-555555555555', value: 'the~old~value', expired: true },
  ],
};

async function signingIn(app: EntraApp, change: Partial<EntraOptions> = {}) {
  const entra = await startEntra({
    tenants: [{ id: contoso, domains: ['contoso.test'], users: [{ name: mailbox }, { name: delegate }] }],
    apps: [app],
    interval: 0,
    ...change,
  });
  onTestFinished(entra.close);
  const rig = await signInRig(entra.authorities);
  return { entra, ...rig };
}

const microsoft = { provider: 'microsoft365', clientId };

describe('signing in at Microsoft', () => {
  test('asks the token endpoint for mail only, whatever the person agreed to', async () => {
    const { entra, add, signIn, services } = await signingIn(desktop);
    const smtp = 'https://outlook.office.com/SMTP.Send';
    const scopes = ['https://graph.microsoft.com/User.Read', smtp, 'offline_access', 'openid'];
    const account = await add({ ...microsoft, scopes });
    const { done } = await signIn(account, { user: mailbox });
    expect(done).toMatchObject({ grantedScopes: [smtp], missingScopes: [] });
    await services.tokens.refresh(account, { force: true });
    const asked = entra.asked.filter(({ url }) => url.pathname.endsWith('/token'));
    expect(asked.map(({ form }) => [form.get('grant_type'), form.get('scope')])).toEqual([
      ['authorization_code', `${smtp} offline_access openid`],
      ['refresh_token', `${smtp} offline_access openid`],
    ]);
  });

  test('has the tenant in every address: the domain of the mailbox unless another was given', async () => {
    const { entra, add, signIn } = await signingIn(desktop);
    await signIn(await add(microsoft), { user: mailbox });
    await signIn(await add({ ...microsoft, address: delegate, tenant: contoso }), { user: delegate });
    const tenants = entra.asked.map(({ url }) => url.pathname.split('/')[1]);
    expect(new Set(tenants)).toEqual(new Set(['contoso.test', contoso]));
  });

  test('comes back to the bare localhost that is registered, on a port of its own', async () => {
    const { entra, add, signIn } = await signingIn(desktop);
    await signIn(await add(microsoft), { user: mailbox });
    const [first] = entra.asked;
    expect(first?.url.searchParams.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+$/);
  });

  test.each([
    ['a secret where the app is a desktop app', desktop, { clientSecret: 'x' }, 'AADSTS700025'],
    ['no secret where the app is a web app', web, {}, 'AADSTS7000218'],
    ['a wrong secret', web, { clientSecret: 'wrong' }, 'AADSTS7000215'],
    ['a secret that has expired', web, { clientSecret: 'the~old~value' }, 'AADSTS7000222'],
  ] as const)('is told of %s', async (_, app, change, code) => {
    const { add, signIn, services } = await signingIn(app);
    const account = await add({ ...microsoft, ...change });
    const failure = await failureOf(signIn(account, { user: mailbox }));
    expect(failure).toMatchObject({ code: 'TOKEN_FAILED' });
    expect(failure.facts.evidence).toContain(code);
    expect((await services.vault.read(account.id)).accessToken).toBeUndefined();
  });

  test.each([
    ['a secret’s ID in place of its value', { clientSecret: secretId }, 'clientSecret secret-is-id'],
    ['a client ID that is none', { clientId: 'my-app' }, 'clientId client-id-form'],
    ['a tenant that is none', { tenant: 'contoso' }, 'tenant tenant-form'],
    ['the placeholder of a guide', { tenant: '<tenant>' }, 'tenant tenant-placeholder'],
    [
      'an app by itself in everybody’s tenant',
      { grant: 'client_credentials' as const, clientSecret: 'x', tenant: 'common' },
      'tenant tenant-app-only',
    ],
    [
      'an app by itself without a secret',
      { grant: 'client_credentials' as const, tenant: contoso },
      'clientSecret secret-missing AADSTS7000218',
    ],
  ])('is refused beforehand with %s', async (_, change, evidence) => {
    const { add } = await signingIn(web);
    const failure = await failureOf(add({ ...microsoft, ...change }));
    expect(failure).toMatchObject({ code: 'INVALID_INPUT' });
    expect(failure.facts.evidence).toContain(evidence);
  });

  test('ends with what the person was told where they may not agree for themselves', async () => {
    const { add, signIn } = await signingIn(desktop, {
      tenants: [
        { id: contoso, domains: ['contoso.test'], users: [{ name: mailbox }], adminConsentRequired: true },
      ],
    });
    const failure = await failureOf(signIn(await add(microsoft), { user: mailbox, decision: 'cancel' }));
    expect(failure).toMatchObject({ code: 'CONSENT_FAILED' });
    expect(failure.facts.evidence).toContain('AADSTS65004');
  });

  test('needs the person again after an administrator has revoked the sessions', async () => {
    const { entra, add, signIn, services } = await signingIn(desktop);
    const account = await add(microsoft);
    await signIn(account, { user: mailbox });
    entra.endRefreshTokens('revoked');
    expect(await failureOf(services.tokens.refresh(account, { force: true }))).toMatchObject({
      code: 'NEEDS_SIGN_IN',
    });
    expect(await services.states()).toMatchObject([{ health: 'needs-sign-in' }]);
    await signIn(account, { user: mailbox });
    expect(await services.states()).toMatchObject([{ health: 'ready' }]);
  });
});

describe('an app that signs in by itself', () => {
  const app = { ...web, roles: ['IMAP.AccessAsApp'] };
  const draft = {
    ...microsoft,
    grant: 'client_credentials' as const,
    tenant: contoso,
    clientSecret: 'the~value',
  };

  test('asks for what is registered, and asks again where others refresh', async () => {
    const { entra, add, services } = await signingIn(app);
    const account = await add(draft);
    const first = await services.tokens.accessToken(account);
    await services.tokens.refresh(account, { force: true });
    expect((await services.tokens.accessToken(account)).accessToken).not.toBe(first.accessToken);
    expect(entra.asked.map(({ form }) => [form.get('grant_type'), form.get('scope')])).toEqual([
      ['client_credentials', 'https://outlook.office365.com/.default'],
      ['client_credentials', 'https://outlook.office365.com/.default'],
    ]);
  });

  test('is failing, and not in need of a person, where its secret is wrong', async () => {
    const { add, services } = await signingIn(app);
    const account = await add({ ...draft, clientSecret: 'wrong' });
    expect(await failureOf(services.tokens.accessToken(account))).toMatchObject({ code: 'TOKEN_FAILED' });
    expect(await services.states()).toMatchObject([{ health: 'failing' }]);
  });
});

describe('somebody else than the mailbox', () => {
  test('is named, and what was kept stays', async () => {
    const { add, signIn, services } = await signingIn(desktop);
    const account = await add(microsoft);
    await signIn(account, { user: mailbox });
    const before = await services.vault.read(account.id);
    const failure = await failureOf(signIn(account, { user: delegate }));
    expect(failure).toMatchObject({
      code: 'CONSENT_FAILED',
      facts: {
        evidence: `POSTKEY_WRONG_ACCOUNT ${delegate} signed in, ${mailbox} expected`,
        context: { signedIn: delegate, expected: mailbox },
      },
    });
    const { attempts: _, ...after } = await services.vault.read(account.id);
    expect(after).toEqual(before);
  });

  test('is kept where that is right, and is who the mailbox sends as from then on', async () => {
    const { add, signIn, services } = await signingIn(desktop);
    const account = await add(microsoft);
    const { done } = await signIn(account, { user: delegate }, { acceptOtherAccount: true });
    expect(done.signedInAs).toBe(delegate);
    expect(services.accounts.find(account.id).signInAs).toBe(delegate);
  });

  test('is expected where a shared mailbox names them, and the mailbox itself is not', async () => {
    const { add, signIn, entra } = await signingIn(desktop);
    const account = await add({ ...microsoft, signInAs: delegate });
    const { done } = await signIn(account, { user: delegate });
    expect(done.signedInAs).toBe(delegate);
    expect(entra.asked[0]?.url.searchParams.get('login_hint')).toBe(delegate);
    expect((await failureOf(signIn(account, { user: mailbox }))).facts.evidence).toContain(
      'POSTKEY_WRONG_ACCOUNT',
    );
  });

  test('is nobody else where only the name they sign in with differs', async () => {
    const { add, signIn } = await signingIn(desktop, {
      tenants: [
        { id: contoso, domains: ['contoso.test'], users: [{ name: 'u123@contoso.test', email: mailbox }] },
      ],
    });
    const { done } = await signIn(await add(microsoft), { user: 'u123@contoso.test' });
    expect(done.signedInAs).toBeNull();
  });
});

describe('an administrator', () => {
  test('agrees for everybody at an address of the tenant', async () => {
    const { add, services, entra } = await signingIn(web);
    const account = await add({ ...microsoft, clientSecret: 'the~value', purpose: 'aem-cloud' });
    const url = services.onboarding.adminConsentUrl(account) ?? '';
    expect(url).toBe(
      `${entra.origin}/contoso.test/adminconsent?client_id=${clientId}&redirect_uri=http%3A%2F%2Flocalhost`,
    );
    expect(await (await fetch(url)).text()).toContain('for your organization');
  });

  test('is asked by organisation where the sign-in takes anybody', async () => {
    const { add, services } = await signingIn(web);
    const account = await add({ ...microsoft, clientSecret: 'the~value', tenant: 'common' });
    expect(services.onboarding.adminConsentUrl(account)).toContain('/organizations/adminconsent?');
  });

  test('has no such address at other providers', async () => {
    const { add, services } = await signingIn(web);
    const account = await add({ provider: 'google', clientId: '1-a.apps.googleusercontent.com' });
    expect(services.onboarding.adminConsentUrl(account)).toBeNull();
  });
});

describe('an answer that is pasted', () => {
  const nativeclient = 'https://login.microsoftonline.com/common/oauth2/nativeclient';
  const draft = { ...microsoft, clientSecret: 'the~value', redirectUri: nativeclient };

  test('ends a sign-in whose redirect leads elsewhere', async () => {
    const { add, signIn } = await signingIn(web);
    const { events } = await signIn(await add(draft), { user: mailbox });
    expect(events.map(({ event }) => event)).toEqual(['paste', 'exchanging', 'done']);
    expect(events[0]).toMatchObject({ redirectUri: nativeclient, opened: false });
  });

  test('ends one that was begun another day, and only once', async () => {
    const { add, services } = await signingIn(web);
    const account = await add(draft);
    const { url, redirectUri } = await services.onboarding.consentLink(account);
    expect(redirectUri).toBe(nativeclient);
    const { url: landed } = await signInAt(url, { user: mailbox });
    const signedIn = await services.onboarding.answer(account, `<${landed}>\n`, {});
    expect(signedIn).toMatchObject({ account: account.id, missingScopes: [] });
    const again = await failureOf(services.onboarding.answer(account, landed, {}));
    expect(again.facts.evidence).toContain('POSTKEY_STATE_MISMATCH');
    expect(await services.states()).toMatchObject([{ health: 'ready' }]);
  });

  test('may be of a link that was shown many times since: it is the same until it is used', async () => {
    const { add, services } = await signingIn(web);
    const account = await add(draft);
    const first = await services.onboarding.consentLink(account);
    for (let i = 0; i < 10; i += 1) expect(await services.onboarding.consentLink(account)).toEqual(first);
    const { url: landed } = await signInAt(first.url, { user: mailbox });
    expect(await services.onboarding.answer(account, landed, {})).not.toBeNull();
    expect((await services.onboarding.consentLink(account)).url).not.toBe(first.url);
  });

  test('may be of an older link than the newest', async () => {
    const { add, services } = await signingIn(web);
    const account = await add(draft);
    const { url } = await services.onboarding.consentLink(account);
    await services.vault.write(account.id, {
      ...(await services.vault.read(account.id)),
      attempts: [
        { state: 's', verifier: 'v', redirectUri: 'http://localhost:1', madeAt: new Date().toISOString() },
        ...((await services.vault.read(account.id)).attempts ?? []),
      ],
    });
    const { url: landed } = await signInAt(url, { user: mailbox });
    expect(await services.onboarding.answer(account, landed, {})).not.toBeNull();
  });

  test('of somebody else can be accepted without signing in again, once', async () => {
    const { add, services } = await signingIn(web);
    const account = await add(draft);
    const { url } = await services.onboarding.consentLink(account);
    const { url: landed } = await signInAt(url, { user: delegate });
    await failureOf(services.onboarding.answer(account, landed, {}));
    const accept = () => services.onboarding.answer(account, landed, { acceptOtherAccount: true });
    expect(await accept()).toMatchObject({ account: account.id, signedInAs: delegate });
    expect(services.accounts.find(account.id).signInAs).toBe(delegate);
    expect((await services.vault.read(account.id)).refreshToken).toBeDefined();
    expect((await failureOf(accept())).facts.evidence).toContain('POSTKEY_STATE_MISMATCH');
  });

  test('that is refused can be given again by the same link', async () => {
    const { add, services } = await signingIn(web);
    const account = await add(draft);
    const { url } = await services.onboarding.consentLink(account);
    for (const wrong of [{ user: mailbox, decision: 'cancel' as const }, { user: delegate }]) {
      const { url: landed } = await signInAt(url, wrong);
      expect(await failureOf(services.onboarding.answer(account, landed, {}))).toMatchObject({
        code: 'CONSENT_FAILED',
      });
    }
    const { url: landed } = await signInAt(url, { user: mailbox });
    expect(await services.onboarding.answer(account, landed, {})).toMatchObject({ signedInAs: null });
  });

  test.each([
    ['nothing of an answer', 'https://login.microsoftonline.com/', 'POSTKEY_CODE_MISSING'],
    ['another attempt’s state', 'https://x.test/?code=a&state=b', 'POSTKEY_STATE_MISMATCH'],
    ['a code without a state', 'https://x.test/?code=a', 'POSTKEY_STATE_MISMATCH'],
    [
      'an error',
      'https://x.test/?error=access_denied&error_description=AADSTS65004%3A+declined',
      'AADSTS65004',
    ],
  ])('with %s is refused', async (_, pasted, evidence) => {
    const { add, services } = await signingIn(web);
    const account = await add(draft);
    await services.onboarding.consentLink(account);
    const failure = await failureOf(services.onboarding.answer(account, pasted, {}));
    expect(failure).toMatchObject({ code: 'CONSENT_FAILED' });
    expect(failure.facts.evidence).toContain(evidence);
  });

  test('is needed where an AEM instance takes the redirect', async () => {
    const { add, signIn } = await signingIn(web);
    const redirectUri = 'https://author.contoso.test/services/mailer/oauth2/token';
    const { events } = await signIn(await add({ ...draft, redirectUri }), { user: mailbox });
    expect(events[0]).toMatchObject({ event: 'paste', redirectUri });
  });
});

describe('a code to type on another device', () => {
  test('is renewed as any other sign-in', async () => {
    const { add, signIn, services } = await signingIn(desktop);
    const account = await add(microsoft);
    const { events, done } = await signIn(account, { user: mailbox }, { method: 'device' });
    expect(events[0]).toMatchObject({ event: 'device', intervalSeconds: 0, expiresAt: expect.any(String) });
    expect(done.signedInAs).toBeNull();
    expect(await services.tokens.refresh(account, { force: true })).toBe('refreshed');
  });

  test('can be declined', async () => {
    const { add, signIn } = await signingIn(desktop);
    const failure = await failureOf(
      signIn(await add({ ...microsoft, grant: 'device_code' }), { user: mailbox, decision: 'cancel' }),
    );
    expect(failure).toMatchObject({ code: 'CONSENT_FAILED', facts: { evidence: 'POSTKEY_DEVICE_DENIED' } });
  });

  test('is refused where the app allows no public client flows', async () => {
    const { add, signIn } = await signingIn({ ...desktop, publicClientFlows: false });
    const failure = await failureOf(signIn(await add(microsoft), { user: mailbox }, { method: 'device' }));
    expect(failure.facts.evidence).toContain('AADSTS7000218');
  });

  test('is cancelled at once', async () => {
    const { add, services } = await signingIn(desktop, { interval: 60 });
    const cancel = new AbortController();
    const attempt = services.signIn(await add(microsoft), {
      method: 'device',
      openBrowser: false,
      timeoutMs: 60_000,
      signal: cancel.signal,
    });
    await attempt.next();
    cancel.abort();
    expect(await failureOf(attempt.next())).toMatchObject({ code: 'CANCELLED' });
  });
});
