import { getEventListeners } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { callbackPage, pageStyleSource } from '../../../main/oauth/callback-page.ts';
import { missingScopes, signIn } from '../../../main/oauth/consent.ts';
import { createHttpAgents } from '../../../main/oauth/http-agents.ts';
import { newAttempt, sameSecret } from '../../../main/oauth/pkce.ts';
import { createTokenClient, type TokenReply } from '../../../main/oauth/token-client.ts';
import type { ConsentEvent, Endpoints } from '../../../preload/contract/index.ts';
import { createTexts } from '../../../preload/texts/index.ts';
import { anAccount } from '../an-account.ts';
import { failureOf } from '../failure-of.ts';
import { consent as visit } from '../practice/oauth-client.ts';
import { runPractice } from '../practice/running-practice.ts';
import { json, startTokenEndpoint } from './token-endpoint.ts';

interface Attempt {
  readonly events: ConsentEvent[];
  /** What the token endpoint was sent. */
  readonly posts: readonly { readonly form: URLSearchParams }[];
  readonly kept: TokenReply[];
  readonly signal: AbortSignal;
  abort(): void;
  /** Where the browser was sent. */
  readonly opened: Promise<URL>;
  readonly ended: Promise<void>;
}

interface Wish {
  readonly endpoints?: Partial<Endpoints>;
  readonly timeoutMs?: number;
  readonly granted?: string;
  readonly clientId?: string;
}

async function attempt({
  endpoints = {},
  timeoutMs = 10_000,
  granted,
  clientId = 'a-client',
}: Wish = {}): Promise<Attempt> {
  const texts = await createTexts('en');
  const endpoint = await startTokenEndpoint(
    json(200, {
      access_token: 'at',
      refresh_token: 'rt',
      expires_in: 60,
      ...(granted ? { scope: granted } : {}),
    }),
  );
  const agents = createHttpAgents();
  const controller = new AbortController();
  onTestFinished(() => {
    controller.abort();
    agents.close();
  });
  const account = anAccount();
  const connection = {
    endpoints: {
      issuer: 'https://issuer.test',
      authorization: 'https://issuer.test/authorize?tenant=x',
      token: endpoint.url,
      issInResponse: false,
      clientAuthentication: 'basic' as const,
      ...endpoints,
    },
    clientId,
    scopes: ['openid', 'offline_access', 'mail.read', 'mail.send'],
    mail: {},
  };
  const events: ConsentEvent[] = [];
  const kept: TokenReply[] = [];
  let open: (url: URL) => void = () => undefined;
  const opened = new Promise<URL>((resolve) => {
    open = resolve;
  });
  const run = async () => {
    const consenting = signIn({
      account,
      connection,
      client: createTokenClient({ connection, provider: 'custom', clientSecret: undefined, agents }),
      redirectUri: 'http://127.0.0.1/',
      parameters: { prompt: 'consent' },
      openBrowser: async (url) => {
        open(new URL(url));
        return true;
      },
      keep: async (reply) => {
        kept.push(reply);
      },
      page: (outcome) => callbackPage(texts, outcome),
      timeoutMs,
      signal: controller.signal,
    });
    for await (const event of consenting) events.push(event);
  };
  const ended = run();
  ended.catch(() => undefined);
  return {
    events,
    kept,
    opened,
    ended,
    posts: endpoint.posts,
    signal: controller.signal,
    abort: () => controller.abort(),
  };
}

/** The browser coming back, as the provider sends it. */
async function comeBack(
  opened: URL,
  change: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<Response> {
  const back = new URL(opened.searchParams.get('redirect_uri') ?? '');
  const parameters = { state: opened.searchParams.get('state') ?? '', code: 'a-code', ...change };
  for (const [name, values] of Object.entries(parameters))
    for (const value of [values].flat()) back.searchParams.append(name, value);
  return fetch(back);
}

describe('a sign-in', () => {
  test('asks with PKCE, a state and the same redirect URI as it exchanges with', async () => {
    const { opened, ended, posts, kept, events } = await attempt();
    const url = await opened;
    expect(url.origin + url.pathname).toBe('https://issuer.test/authorize');
    const asked = url.searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      tenant: 'x',
      response_type: 'code',
      client_id: 'a-client',
      code_challenge_method: 'S256',
      scope: 'openid offline_access mail.read mail.send',
      login_hint: 'office@example.test',
      prompt: 'consent',
    });
    const page = await comeBack(url);
    expect(page.status).toBe(200);
    await ended;
    const [{ form } = { form: new URLSearchParams() }] = posts;
    expect(form.get('redirect_uri')).toBe(asked.get('redirect_uri'));
    expect(form.get('code')).toBe('a-code');
    const verifier = form.get('code_verifier') ?? '';
    expect(verifier).toMatch(/^[A-Za-z0-9._~-]{43,128}$/);
    const digest = await crypto.subtle.digest('SHA-256', Buffer.from(verifier));
    expect(Buffer.from(digest).toString('base64url')).toBe(asked.get('code_challenge'));
    expect(kept).toEqual([expect.objectContaining({ accessToken: 'at', refreshToken: 'rt' })]);
    expect(events.map(({ event }) => event)).toEqual(['open', 'exchanging', 'done']);
  });

  test('tells which scopes were not granted', async () => {
    const { opened, ended, events } = await attempt({ granted: 'openid mail.read' });
    await comeBack(await opened);
    await ended;
    expect(events.at(-1)).toMatchObject({
      event: 'done',
      grantedScopes: ['openid', 'mail.read'],
      missingScopes: ['mail.send'],
    });
  });

  test.each<[string, Record<string, string | string[]>, string]>([
    ['a wrong state', { state: 'wrong' }, 'state'],
    ['no state', { state: '' }, 'state'],
    ['a wrong issuer', { iss: 'https://evil.test' }, 'issuer'],
  ])('is not ended by %s', async (_, change, reason) => {
    const { opened, ended, events, posts } = await attempt();
    const url = await opened;
    expect((await comeBack(url, change)).status).toBe(400);
    expect(posts).toEqual([]);
    expect((await comeBack(url, { iss: 'https://issuer.test' })).status).toBe(200);
    await ended;
    expect(events.map((event) => (event.event === 'stray' ? event.reason : event.event))).toEqual([
      'open',
      reason,
      'exchanging',
      'done',
    ]);
  });

  test('takes no state that was given twice', async () => {
    const { opened, ended } = await attempt();
    const url = await opened;
    const state = url.searchParams.get('state') ?? '';
    expect((await comeBack(url, { state: [state, state] })).status).toBe(400);
    await comeBack(url);
    await ended;
  });

  test('needs the issuer where the provider promised it', async () => {
    const { opened, ended } = await attempt({ endpoints: { issInResponse: true } });
    const url = await opened;
    expect((await comeBack(url)).status).toBe(400);
    expect((await comeBack(url, { iss: ['https://issuer.test', 'https://issuer.test'] })).status).toBe(400);
    expect((await comeBack(url, { iss: 'https://issuer.test' })).status).toBe(200);
    await ended;
  });

  test.each<[string, Record<string, string | string[]>, RegExp]>([
    ['two codes', { code: ['a', 'b'] }, /^POSTKEY_CODE_MISSING/],
    ['an empty code', { code: '' }, /^POSTKEY_CODE_MISSING/],
    [
      'the provider',
      { error: 'access_denied', error_description: 'AADSTS65004: declined', code: 'secret-code' },
      /^error=access_denied\nAADSTS65004: declined$/,
    ],
  ])('is ended by %s, and exchanges nothing', async (_, change, evidence) => {
    const { opened, ended, posts } = await attempt();
    await comeBack(await opened, change);
    const { code, facts } = await failureOf(ended);
    expect(code).toBe('CONSENT_FAILED');
    expect(facts.evidence).toMatch(evidence);
    expect(facts.context).toEqual({ mailbox: 'office@example.test', clientId: 'a-client' });
    expect(posts).toEqual([]);
  });

  test('is given up at its deadline, and its listener with it', async () => {
    const { opened, ended } = await attempt({ timeoutMs: 50 });
    const url = await opened;
    const { code, facts } = await failureOf(ended);
    expect([code, facts.evidence.split(' ')[0]]).toEqual(['CONSENT_FAILED', 'POSTKEY_CALLBACK_TIMEOUT']);
    await expect(comeBack(url)).rejects.toThrow('fetch failed');
  });

  test('is cancelled at once, leaving nothing behind', async () => {
    const { opened, ended, abort, signal } = await attempt();
    const url = await opened;
    await comeBack(url, { state: 'wrong' });
    const start = performance.now();
    abort();
    expect((await failureOf(ended)).code).toBe('CANCELLED');
    expect(performance.now() - start).toBeLessThan(500);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    await expect(comeBack(url)).rejects.toThrow('fetch failed');
  });

  test('that was cancelled before it began never opens a port for long', async () => {
    const { opened, ended, abort } = await attempt();
    abort();
    expect((await failureOf(ended)).code).toBe('CANCELLED');
    await expect(comeBack(await opened)).rejects.toThrow('fetch failed');
  });
});

describe('the page at the end', () => {
  test('repeats nothing it was sent and has no script', async () => {
    const { opened, ended } = await attempt();
    const marked = '<script>alert(1)</script>zebra';
    const response = await comeBack(await opened, { error: marked, error_description: marked });
    const html = await response.text();
    await failureOf(ended);
    expect(html).not.toMatch(/zebra|alert|<script|https?:/);
    expect(response.headers.get('content-security-policy')).toContain(pageStyleSource);
  });
});

describe('against the practice provider', () => {
  const servers = runPractice();

  test('a code that belongs to another attempt is refused', async () => {
    const { practice } = servers;
    const { issuer, authorizationEndpoint, tokenEndpoint, publicClient } = practice;
    const { opened, ended, kept } = await attempt({
      clientId: publicClient.id,
      endpoints: { issuer, authorization: authorizationEndpoint, token: tokenEndpoint, issInResponse: true },
    });
    const url = await opened;
    const redirect_uri = url.searchParams.get('redirect_uri') ?? '';
    const other = await visit(
      { ...practice, client: { ...publicClient, secret: '' } },
      newAttempt().verifier,
      undefined,
      {
        redirect_uri,
      },
    );
    const code = new URL(other.url).searchParams.get('code') ?? '';
    expect(code).not.toBe('');
    await comeBack(url, { code, iss: issuer });
    const failure = await failureOf(ended);
    expect(failure.code).toBe('CONSENT_FAILED');
    expect(failure.facts.evidence).toContain('invalid_grant');
    expect(failure.facts.evidence).not.toContain(code);
    expect(kept).toEqual([]);
  });
});

test('attempts have nothing in common', () => {
  const attempts = Array.from({ length: 200 }, newAttempt);
  for (const part of ['state', 'verifier', 'challenge'] as const) {
    expect(new Set(attempts.map((one) => one[part])).size).toBe(200);
  }
  for (const { state, verifier } of attempts) {
    expect(state.length).toBeGreaterThanOrEqual(32);
    expect(verifier).toMatch(/^[A-Za-z0-9_-]{43}$/);
  }
});

test.each([
  ['a', 'a', true],
  ['a', 'b', false],
  ['', 'a', false],
  ['a', 'aa', false],
])('comparing %j with %j says %s', (a, b, same) => {
  expect(sameSecret(a, b)).toBe(same);
});

test.each([
  [['mail', 'openid'], ['mail'], []],
  [['mail', 'calendar'], ['mail'], ['calendar']],
  [['mail'], ['MAIL'], ['mail']],
  [['offline_access', 'profile', 'email'], [], []],
])('asked for %j and given %j, what is missing is %j', (asked, granted, missing) => {
  expect(missingScopes(asked, granted)).toEqual(missing);
});
