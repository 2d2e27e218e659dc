import { describe, expect, onTestFinished, test } from 'vitest';
import { type GoogleOptions, startGoogle } from '../../stand-ins/google.ts';
import { failureOf } from '../failure-of.ts';
import { signInRig } from './sign-in-rig.ts';

const mailbox = 'info@contoso.test';
const id = '123456789012-abcdefghij.apps.googleusercontent.com';
const desktop = { id, secret: 'GOCSPX-secret', type: 'desktop' as const };
const mail = 'https://mail.google.com/';
const robot = { email: 'robot@a-project.iam.gserviceaccount.com', clientId: '110000000000000000011' };

async function signingIn(change: Partial<GoogleOptions> = {}) {
  const google = await startGoogle({
    users: [mailbox, 'ada@contoso.test'],
    clients: [desktop],
    serviceAccount: robot,
    delegations: [{ clientId: robot.clientId, scopes: [mail] }],
    ...change,
  });
  onTestFinished(google.close);
  return { google, ...(await signInRig(google.authorities)) };
}

const gmail = { provider: 'google', clientId: id, clientSecret: desktop.secret };

describe('signing in at Google', () => {
  test('asks for a refresh token and goes on with it, since refreshing brings no other', async () => {
    const { google, add, signIn, services } = await signingIn();
    const account = await add(gmail);
    await signIn(account, { user: mailbox });
    const asked = google.asked[0]?.url.searchParams;
    expect(asked?.get('access_type')).toBe('offline');
    expect(asked?.get('prompt')).toBe('consent');
    expect(asked?.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { refreshToken } = await services.vault.read(account.id);
    await services.tokens.refresh(account, { force: true });
    await services.tokens.refresh(account, { force: true });
    expect((await services.vault.read(account.id)).refreshToken).toBe(refreshToken);
  });

  test('tells which box the person unticked', async () => {
    const { add, signIn } = await signingIn();
    const { done } = await signIn(await add(gmail), { user: mailbox, untick: [mail] });
    expect(done.missingScopes).toEqual([mail]);
  });

  test('gets a second refresh token from a web client only because it asks again', async () => {
    const web = { ...desktop, type: 'web' as const, redirectUris: ['http://127.0.0.1:51789/'] };
    const { add, signIn, services } = await signingIn({ clients: [web] });
    const account = await add({ ...gmail, purpose: 'aem-65' });
    await signIn(account, { user: mailbox });
    const { refreshToken: first } = await services.vault.read(account.id);
    await signIn(account, { user: mailbox });
    const { refreshToken: second } = await services.vault.read(account.id);
    expect(second).toMatch(/^1\/\//);
    expect(second).not.toBe(first);
  });

  test('refuses somebody else by the address in the ID token', async () => {
    const { add, signIn } = await signingIn();
    const failure = await failureOf(signIn(await add(gmail), { user: 'ada@contoso.test' }));
    expect(failure.facts.evidence).toBe(
      `POSTKEY_WRONG_ACCOUNT ada@contoso.test signed in, ${mailbox} expected`,
    );
  });

  test('needs the person again once the token is revoked', async () => {
    const { google, add, signIn, services } = await signingIn();
    const account = await add(gmail);
    await signIn(account, { user: mailbox });
    google.revokeAll();
    const failure = await failureOf(services.tokens.refresh(account, { force: true }));
    expect(failure).toMatchObject({ code: 'NEEDS_SIGN_IN' });
    expect(failure.facts.evidence).toContain('Token has been expired or revoked.');
  });

  test('has no device flow for mail', async () => {
    const { add } = await signingIn();
    expect((await failureOf(add({ ...gmail, grant: 'device_code' }))).facts.evidence).toContain(
      'grant not-one-of device_code',
    );
  });
});

describe('a service account', () => {
  test('speaks for a mailbox, with its key in the vault and nowhere else', async () => {
    const { google, add, services } = await signingIn();
    const account = await add({ provider: 'google-service-account', serviceAccountKey: google.keyFile });
    expect(account).toMatchObject({
      grant: 'service_account',
      clientId: robot.clientId,
      publicClient: false,
    });
    expect(JSON.stringify(account)).not.toContain('PRIVATE KEY');
    expect((await services.vault.read(account.id)).serviceAccountKey).toMatchObject({
      clientEmail: robot.email,
    });
    const { accessToken } = await services.tokens.accessToken(account);
    expect(accessToken).toMatch(/^ya29\./);
    expect(await services.tokens.refresh(account, { force: true })).toBe('refreshed');
  });

  test.each([
    [
      'its e-mail was let in instead of its numeric ID',
      { delegations: [{ clientId: robot.email, scopes: [mail] }] },
      'unauthorized_client',
    ],
    [
      'it was let in for something else',
      { delegations: [{ clientId: robot.clientId, scopes: ['https://www.googleapis.com/auth/gmail.send'] }] },
      'unauthorized_client',
    ],
    ['there is no such mailbox', { users: ['other@contoso.test'] }, 'Invalid email or User ID'],
  ])('is failing where %s', async (_, change, evidence) => {
    const { google, add, services } = await signingIn(change);
    const account = await add({ provider: 'google-service-account', serviceAccountKey: google.keyFile });
    const failure = await failureOf(services.tokens.accessToken(account));
    expect(failure).toMatchObject({ code: 'TOKEN_FAILED' });
    expect(failure.facts.evidence).toContain(evidence);
    expect(await services.states()).toMatchObject([{ health: 'failing' }]);
  });
});
