import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Entra, startEntra } from '../../stand-ins/entra.ts';
import { signInAt } from '../../stand-ins/person.ts';

/** That the stand-in of Entra refuses what Entra refuses: every other test relies on it. */
const contoso = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490';
const other = '7eaef023-2b34-4da1-9baa-8bc8c9d6a491';
const app = (last: string) => `11111111-2222-4333-8444-55555555555${last}`;
const [single, multi, personal, spa] = ['1', '2', '3', '4'].map(app) as [string, string, string, string];
const smtp = 'https://outlook.office.com/SMTP.Send';
const localhost = 'http://localhost';

let entra: Entra;
beforeAll(async () => {
  const home = contoso;
  const desktop = { uri: localhost, platform: 'desktop' as const };
  entra = await startEntra({
    tenants: [
      { id: contoso, domains: ['contoso.test'], users: [{ name: 'a@contoso.test' }] },
      { id: other, domains: ['other.test'], users: [{ name: 'b@other.test' }] },
    ],
    apps: [
      { clientId: single, home, audience: 'single', redirectUris: [desktop] },
      {
        clientId: multi,
        home,
        audience: 'multi',
        redirectUris: [desktop],
        secrets: [{ id: 'i', value: 'v' }],
      },
      { clientId: personal, home, audience: 'personal', redirectUris: [desktop] },
      { clientId: spa, home, audience: 'multi', redirectUris: [{ uri: localhost, platform: 'spa' }] },
    ],
  });
});
afterAll(() => entra.close());

function authorizeUrl(tenant: string, change: Record<string, string | undefined> = {}): string {
  const all = {
    client_id: multi,
    response_type: 'code',
    redirect_uri: localhost,
    scope: `${smtp} offline_access`,
    state: 's',
    ...change,
  };
  const parameters = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${entra.origin}/${tenant}/oauth2/v2.0/authorize?${new URLSearchParams(parameters)}`;
}

async function post(tenant: string, form: Record<string, string>) {
  const response = await fetch(`${entra.origin}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const document = (await response.json()) as {
    readonly error_codes?: number[];
    readonly refresh_token: string;
  };
  return { status: response.status, document };
}

describe('the page shows, and tells no app, of', () => {
  test.each([
    ['AADSTS50194', 'a single-tenant app for everybody', 'common', { client_id: single }],
    ['AADSTS700016', 'an app of another tenant', 'other.test', { client_id: single }],
    ['AADSTS700016', 'an unknown app', contoso, { client_id: app('9') }],
    ['AADSTS90002', 'an unknown tenant', 'nowhere.test', {}],
    ['AADSTS900023', 'a tenant that is none', '<tenant>', {}],
    ['AADSTS9002346', 'an app for personal accounts only', 'common', { client_id: personal }],
    ['AADSTS9002332', 'an app for work accounts only', 'consumers', {}],
    ['AADSTS50011', 'another path', 'common', { redirect_uri: 'http://localhost/callback' }],
    ['AADSTS50011', '127.0.0.1 in place of localhost', 'common', { redirect_uri: 'http://127.0.0.1' }],
    ['AADSTS900144', 'no client ID', 'common', { client_id: undefined }],
  ])('%s: %s', async (code, _, tenant, change) => {
    const response = await fetch(authorizeUrl(tenant, change), { redirect: 'manual' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(`${code}:`);
  });
});

describe('the app is told of', () => {
  test.each([
    ['AADSTS900144', 'no scope', { scope: undefined }],
    ['AADSTS650053', 'a scope that does not exist', { scope: 'https://outlook.office.com/SMTP.Sendd' }],
    ['AADSTS500011', 'a resource that does not exist', { scope: 'https://outlok.office.com/SMTP.Send' }],
    [
      'AADSTS70011',
      'the default scope among others',
      { scope: `https://outlook.office.com/.default ${smtp}` },
    ],
  ])('%s: %s', async (code, _, change) => {
    const response = await fetch(authorizeUrl('common', change), { redirect: 'manual' });
    const back = new URL(response.headers.get('location') ?? '');
    expect([back.origin, back.searchParams.get('state')]).toEqual([localhost, 's']);
    expect(back.searchParams.get('error_description')).toMatch(
      new RegExp(`^${code}: .* Trace ID: .* Timestamp: `),
    );
  });
});

describe('the token endpoint refuses', () => {
  async function codeOf(change: Record<string, string> = {}) {
    const { url } = await signInAt(authorizeUrl('common', change), { user: 'a@contoso.test' });
    const code = new URL(url).searchParams.get('code') ?? '';
    return { client_id: multi, grant_type: 'authorization_code', redirect_uri: localhost, code };
  }

  test('with the body that support asks for', async () => {
    const { status, document } = await post('common', { client_id: multi, grant_type: 'password' });
    expect(status).toBe(400);
    expect(document).toEqual({
      error: 'unsupported_grant_type',
      error_description: expect.stringMatching(
        /^AADSTS70003: .* Trace ID: \S+ Correlation ID: \S+ Timestamp: \S+ \S+Z$/,
      ),
      error_codes: [70003],
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
      trace_id: expect.any(String),
      correlation_id: expect.any(String),
      error_uri: expect.stringContaining('70003'),
    });
  });

  test.each([
    ['another redirect URI', 500112, { redirect_uri: 'http://localhost/' }],
    ['a secret of a desktop app', 700025, { client_secret: 'v' }],
    ['scopes for two resources', 28002, { scope: `${smtp} https://graph.microsoft.com/User.Read` }],
    ['what nobody agreed to', 65001, { scope: 'https://outlook.office.com/IMAP.AccessAsUser.All' }],
    ['a code that was made up', 70000, { code: 'x' }],
  ])('%s', async (_, number, change) => {
    const { document } = await post('common', { ...(await codeOf()), ...change });
    expect(document.error_codes).toEqual([number]);
  });

  test('a code of another tenant’s sign-in', async () => {
    const { document } = await post(contoso, await codeOf());
    expect(document.error_codes).toEqual([700005]);
  });

  test('a code that was used, and a verifier that does not fit', async () => {
    const grant = await codeOf();
    expect((await post('common', grant)).status).toBe(200);
    expect((await post('common', grant)).document.error_codes).toEqual([54005]);
    const protectedGrant = await codeOf({ code_challenge: 'x', code_challenge_method: 'S256' });
    expect((await post('common', { ...protectedGrant, code_verifier: 'y' })).document.error_codes).toEqual([
      501481,
    ]);
  });

  test('a single-page app that is none', async () => {
    const { document } = await post('common', { ...(await codeOf({ client_id: spa })), client_id: spa });
    expect(document.error_codes).toEqual([9002327]);
  });

  test('a refresh token that was left idle', async () => {
    const { document } = await post('common', await codeOf());
    entra.endRefreshTokens('idle');
    const refused = await post('common', {
      client_id: multi,
      grant_type: 'refresh_token',
      refresh_token: document.refresh_token,
    });
    expect(refused.document.error_codes).toEqual([700082]);
  });

  test.each([
    ['an app without a secret', 7000216, {}, contoso],
    ['an app in no tenant', 50059, { client_secret: 'v' }, 'common'],
    ['single scopes', 1002012, { client_secret: 'v', scope: smtp }, contoso],
    ['a wrong secret', 7000215, { client_secret: 'w' }, contoso],
  ])('%s for the app itself', async (_, number, change, tenant) => {
    const form = {
      client_id: multi,
      grant_type: 'client_credentials',
      scope: 'https://outlook.office365.com/.default',
    };
    expect((await post(tenant, { ...form, ...change })).document.error_codes).toEqual([number]);
  });
});
