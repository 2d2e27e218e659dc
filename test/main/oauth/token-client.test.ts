import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Failure } from '../../../main/explain/failure.ts';
import { createHttpAgents } from '../../../main/oauth/http-agents.ts';
import { createTokenClient, type TokenClient } from '../../../main/oauth/token-client.ts';
import { isTransient, pauseAskedFor } from '../../../main/oauth/token-failure.ts';
import type { Endpoints } from '../../../preload/contract/index.ts';
import { failureOf } from '../failure-of.ts';
import { type Answer, json, raw, startTokenEndpoint, type TokenEndpoint } from './token-endpoint.ts';

const clientSecret = 'the+client/secret=1&x';
const refreshToken = 'the.refresh-token-that-is-kept';
const good = json(200, { access_token: 'at', refresh_token: 'rt2', expires_in: 3600, scope: 'mail openid' });

interface Setup {
  readonly secret?: string;
  readonly endpoints?: Partial<Endpoints>;
  readonly timeoutMs?: number;
}

async function clientOf(
  answer: Answer,
  { secret, endpoints = {}, timeoutMs }: Setup = {},
): Promise<{ endpoint: TokenEndpoint; client: TokenClient; another(): TokenClient }> {
  const endpoint = await startTokenEndpoint(answer);
  const agents = createHttpAgents();
  onTestFinished(agents.close);
  const another = () =>
    createTokenClient({
      connection: {
        endpoints: { token: endpoint.url, issInResponse: false, clientAuthentication: 'basic', ...endpoints },
        clientId: 'the client',
        scopes: ['mail'],
        mail: {},
      },
      provider: 'custom',
      clientSecret: secret,
      agents,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
  return { endpoint, client: another(), another };
}

const code = {
  code: 'the-code-0123456789',
  redirectUri: 'http://127.0.0.1:5/',
  verifier: 'the-verifier-0123',
};
const codeForm = [
  ['grant_type', 'authorization_code'],
  ['code', code.code],
  ['redirect_uri', code.redirectUri],
  ['code_verifier', code.verifier],
];
const refreshForm = [
  ['grant_type', 'refresh_token'],
  ['refresh_token', refreshToken],
];
const byName = (pairs: Iterable<readonly string[]>) =>
  [...pairs].map(([name, value]) => `${name}=${value}`).sort();

describe('what is sent', () => {
  test.each([
    ['exchanging a code', codeForm, (client: TokenClient) => client.exchangeCode(code)],
    ['refreshing', refreshForm, (client: TokenClient) => client.refresh(refreshToken)],
  ])('when %s holds nothing but what belongs there, whoever the client is', async (_, form, send) => {
    const id = ['client_id', 'the client'];
    const header = `Basic ${Buffer.from('the+client:the%2Bclient%2Fsecret%3D1%26x').toString('base64')}`;
    const cases: [Setup, string[][], string | undefined][] = [
      [{}, [id], undefined],
      [{ secret: clientSecret }, [], header],
      [
        { secret: clientSecret, endpoints: { clientAuthentication: 'post' } },
        [id, ['client_secret', clientSecret]],
        undefined,
      ],
    ];
    for (const [setup, credentials, authorization] of cases) {
      const { endpoint, client } = await clientOf(good, setup);
      await send(client);
      const [posted] = endpoint.posts;
      expect(byName(posted?.form ?? [])).toEqual(byName([...form, ...credentials]));
      expect(posted?.headers.authorization).toBe(authorization);
      expect(posted?.method).toBe('POST');
      expect(posted?.path).toBe('/token');
      expect(posted?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    }
  });

  test('for a public client has neither an empty secret nor the word undefined', async () => {
    const { endpoint, client } = await clientOf(good);
    await client.refresh(refreshToken);
    expect(endpoint.posts[0]?.body).not.toMatch(/secret|undefined/);
  });

  test('goes over one connection for clients that follow each other', async () => {
    const { endpoint, another } = await clientOf(good, { secret: clientSecret });
    for (let turn = 0; turn < 5; turn += 1) await another().refresh(refreshToken);
    expect([endpoint.posts.length, endpoint.connections]).toEqual([5, 1]);
  });

  test('when revoking names the token and its kind', async () => {
    const revocation = await startTokenEndpoint((response) => response.writeHead(200).end());
    const { client } = await clientOf(good, { endpoints: { revocation: revocation.url } });
    expect(await client.revoke(refreshToken, 'refresh_token')).toBe(true);
    expect(byName(revocation.posts[0]?.form ?? [])).toEqual(
      byName([
        ['token', refreshToken],
        ['token_type_hint', 'refresh_token'],
        ['client_id', 'the client'],
      ]),
    );
  });

  test('when revoking is nothing where the provider has no such endpoint', async () => {
    const { endpoint, client } = await clientOf(good);
    expect(await client.revoke(refreshToken, 'refresh_token')).toBe(false);
    expect(endpoint.posts).toEqual([]);
  });
});

describe('a reply', () => {
  test.each([
    [
      'with everything',
      { refresh_token: 'r', expires_in: 60, scope: 'a b' },
      ['refreshToken', 'expiresAt', 'scopes'],
    ],
    ['without a refresh token', { expires_in: 60 }, ['expiresAt']],
    ['with an empty refresh token', { refresh_token: '', expires_in: 60 }, ['expiresAt']],
    ['with a refresh token that is no text', { refresh_token: 7 }, []],
    ['without an expiry', {}, []],
    ['with its expiry as text', { expires_in: '60' }, ['expiresAt']],
    ['with an expiry that is none', { expires_in: 'soon' }, []],
  ])('%s is read', async (_, more, has) => {
    const { client } = await clientOf(json(200, { access_token: 'at', token_type: 'Bearer', ...more }));
    const reply = await client.refresh(refreshToken);
    expect(Object.keys(reply).sort()).toEqual(['accessToken', ...has].sort());
    expect(reply.accessToken).toBe('at');
    if (reply.expiresAt) expect(Date.parse(reply.expiresAt) - Date.now()).toBeLessThanOrEqual(60_000);
    if (reply.expiresAt) expect(Date.parse(reply.expiresAt) - Date.now()).toBeGreaterThan(50_000);
  });
});

const hangUp: Answer = (response) => response.destroy();
const dripping: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"access_token":');
};
const cutOff: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
  response.write('{"access_token":', () => response.destroy());
};
const page = '<!doctype html><title>Proxy</title>';

describe('a reply that is of no use', () => {
  const cases: readonly [string, Answer, Failure['code'], RegExp, boolean][] = [
    ['500', json(500, { error: 'server_error' }), 'TOKEN_FAILED', /^HTTP 500\n.*server_error/, true],
    ['502 with a page', raw(502, 'text/html', page), 'TOKEN_FAILED', /^HTTP 502\n.*Proxy/, true],
    ['429', json(429, { error: 'slow_down' }), 'TOKEN_FAILED', /^HTTP 429/, true],
    [
      '200 with a page',
      raw(200, 'text/html', page),
      'TOKEN_FAILED',
      /^POSTKEY_TOKEN_RESPONSE_INVALID/,
      false,
    ],
    [
      '200 and nothing',
      raw(200, 'application/json', ''),
      'TOKEN_FAILED',
      /^POSTKEY_TOKEN_RESPONSE_INVALID/,
      false,
    ],
    [
      '200, cut short',
      raw(200, 'application/json', '{"access'),
      'TOKEN_FAILED',
      /^POSTKEY_TOKEN_RESPONSE_INVALID/,
      false,
    ],
    ['null', json(200, null), 'TOKEN_FAILED', /^POSTKEY_TOKEN_RESPONSE_INVALID/, false],
    ['a list', json(200, []), 'TOKEN_FAILED', /^POSTKEY_TOKEN_RESPONSE_INVALID/, false],
    ['a number', json(200, 7), 'TOKEN_FAILED', /^POSTKEY_TOKEN_RESPONSE_INVALID/, false],
    ['no access token', json(200, { token: 'x' }), 'TOKEN_FAILED', /^POSTKEY_TOKEN_RESPONSE_INVALID/, false],
    [
      'a number for an access token',
      json(200, { access_token: 1 }),
      'TOKEN_FAILED',
      /^POSTKEY_TOKEN_RESPONSE_INVALID/,
      false,
    ],
    [
      'an error with 200',
      json(200, { error: 'invalid_grant' }),
      'TOKEN_FAILED',
      /^POSTKEY_TOKEN_RESPONSE_INVALID/,
      false,
    ],
    [
      'two megabytes',
      raw(200, 'application/json', 'x'.repeat(2_000_000)),
      'NETWORK_FAILED',
      /127\.0\.0\.1/,
      true,
    ],
    ['half of it', cutOff, 'NETWORK_FAILED', /closed prematurely.*127\.0\.0\.1/, true],
    [
      'half of it, and then silence',
      dripping,
      'NETWORK_FAILED',
      /^POSTKEY_TOKEN_TIMEOUT 127\.0\.0\.1:/,
      true,
    ],
    ['invalid_client', json(401, { error: 'invalid_client' }), 'TOKEN_FAILED', /invalid_client/, false],
    [
      'invalid_grant',
      json(400, { error: 'invalid_grant', error_description: 'AADSTS700082' }),
      'NEEDS_SIGN_IN',
      /AADSTS700082/,
      false,
    ],
    [
      'interaction_required',
      json(400, { error: 'interaction_required' }),
      'NEEDS_SIGN_IN',
      /^HTTP 400/,
      false,
    ],
    ['hanging up', hangUp, 'NETWORK_FAILED', /ECONNRESET|socket hang up/, true],
    ['silence', () => undefined, 'NETWORK_FAILED', /^POSTKEY_TOKEN_TIMEOUT 127\.0\.0\.1:/, true],
  ];
  test.each(cases)('%s', async (_, answer, failureCode, evidence, transient) => {
    const { endpoint, client } = await clientOf(answer, { secret: clientSecret, timeoutMs: 150 });
    const failure = await failureOf(client.refresh(refreshToken));
    expect([failure.code, failure.facts.provider]).toEqual([failureCode, 'custom']);
    expect(failure.facts.evidence).toMatch(evidence);
    expect(isTransient(failure)).toBe(transient);
    expect(endpoint.posts).toHaveLength(1);
  });

  test('from nobody is told with the address', async () => {
    const { endpoint, client } = await clientOf(good, { endpoints: { token: 'http://127.0.0.1:1/token' } });
    const failure = await failureOf(client.refresh(refreshToken));
    expect(failure.code).toBe('NETWORK_FAILED');
    expect(failure.facts.evidence).toMatch(/ECONNREFUSED.*127\.0\.0\.1:1/);
    expect(endpoint.posts).toEqual([]);
  });

  test('to a code ends the sign-in rather than asking for one', async () => {
    const { client } = await clientOf(
      json(400, { error: 'invalid_grant', error_description: 'wrong verifier' }),
    );
    const failure = await failureOf(client.exchangeCode(code));
    expect(failure.code).toBe('CONSENT_FAILED');
    expect(failure.facts.evidence).toContain('wrong verifier');
  });

  test('says how long to wait, in seconds or as a date', async () => {
    const pauses = ['7', new Date(Date.now() + 7_000).toUTCString(), 'a while', '-5'];
    const asked: number[] = [];
    for (const pause of pauses) {
      const { client } = await clientOf(json(503, {}, { 'retry-after': pause }));
      asked.push(pauseAskedFor(await failureOf(client.refresh(refreshToken))));
    }
    expect(asked[0]).toBe(7_000);
    expect(asked[1]).toBeGreaterThan(5_000);
    expect(asked[1]).toBeLessThanOrEqual(7_000);
    expect(asked.slice(2)).toEqual([0, 0]);
  });

  test('shows a clock that is off, and no other', async () => {
    const evidenceAt = async (offset: number) => {
      const date = new Date(Date.now() + offset).toUTCString();
      const { client } = await clientOf(json(400, { error: 'invalid_grant' }, { date }));
      return (await failureOf(client.refresh(refreshToken))).facts.evidence;
    };
    expect(await evidenceAt(-600_000)).toMatch(/POSTKEY_CLOCK_SKEW (599|600|601) s/);
    expect(await evidenceAt(600_000)).toMatch(/POSTKEY_CLOCK_SKEW -(599|600|601) s/);
    expect(await evidenceAt(-60_000)).not.toContain('POSTKEY_CLOCK_SKEW');
  });
});

describe('a failure', () => {
  const echo: Answer = (response, posted) => {
    const { form, body, headers } = posted;
    const told = `refused: ${body} ${headers.authorization} ${[...form.values()].join(' ')} ${clientSecret}`;
    json(400, { error: 'invalid_request', error_description: told })(response, posted);
  };
  test.each<[string, Answer]>([
    ['that repeats the request', echo],
    ['without a reply', hangUp],
    ['after silence', () => undefined],
    ['of a page', raw(200, 'text/html', page)],
  ])('%s tells no secret', async (_, answer) => {
    for (const clientAuthentication of ['basic', 'post'] as const) {
      const { client } = await clientOf(answer, {
        secret: clientSecret,
        endpoints: { clientAuthentication },
        timeoutMs: 100,
      });
      for (const send of [() => client.refresh(refreshToken), () => client.exchangeCode(code)]) {
        const failure = await failureOf(send());
        const told = [
          inspect(failure, { depth: 20, showHidden: true }),
          JSON.stringify(failure),
          JSON.stringify(failure.facts),
          String(failure.cause),
          failure.stack,
        ].join('\n');
        const secrets = [clientSecret, refreshToken, code.code, code.verifier];
        for (const secret of [...secrets, ...secrets.map(encodeURIComponent)])
          expect(told).not.toContain(secret);
        expect(told).not.toContain(Buffer.from('the+client:').toString('base64').slice(0, 12));
      }
    }
  });
});
