import { describe, expect, onTestFinished, test } from 'vitest';
import { discover, isSecureAddress } from '../../../main/oauth/discovery.ts';
import { createHttpAgents } from '../../../main/oauth/http-agents.ts';
import { failureOf } from '../failure-of.ts';
import { runPractice } from '../practice/running-practice.ts';
import { type Answer, json, raw, startTokenEndpoint } from './token-endpoint.ts';

const servers = runPractice();

function tools() {
  const agents = createHttpAgents();
  onTestFinished(agents.close);
  return { agents, timeoutMs: 200 };
}

/** An issuer that answers as given; `ISSUER` in a document stands for it. */
async function issuerWith(answer: Answer | object): Promise<string> {
  const server = await startTokenEndpoint(() => undefined);
  const issuer = server.url.replace('/token', '');
  server.answer =
    typeof answer === 'function'
      ? (answer as Answer)
      : json(200, JSON.parse(JSON.stringify(answer).replaceAll('ISSUER', issuer)));
  return issuer;
}

const sound = { issuer: 'ISSUER', token_endpoint: 'https://x.test/token' };

describe('discovery', () => {
  test('finds the practice provider, with or without a slash at the end', async () => {
    const { issuer, authorizationEndpoint, tokenEndpoint, revocationEndpoint, deviceAuthorizationEndpoint } =
      servers.practice;
    for (const asked of [issuer, `${issuer}/`]) {
      const found = await discover(asked, tools());
      expect(found).toMatchObject({
        issuer,
        endpoints: {
          issuer,
          authorization: authorizationEndpoint,
          token: tokenEndpoint,
          revocation: revocationEndpoint,
          deviceAuthorization: deviceAuthorizationEndpoint,
          issInResponse: true,
          clientAuthentication: 'basic',
        },
      });
      expect(found.scopesSupported).toContain('offline_access');
    }
  });

  test.each([
    [undefined, 'basic'],
    [['client_secret_post'], 'post'],
    [['client_secret_post', 'client_secret_basic'], 'basic'],
  ])('of methods %j takes %s', async (methods, chosen) => {
    const issuer = await issuerWith({ ...sound, token_endpoint_auth_methods_supported: methods });
    expect((await discover(issuer, tools())).endpoints.clientAuthentication).toBe(chosen);
  });

  const big = raw(200, 'application/json', JSON.stringify({ ...sound, more: 'x'.repeat(400_000) }));
  const cutOff: Answer = (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
    response.write('{', () => response.destroy());
  };
  const dripping: Answer = (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 20);
    response.once('close', () => clearInterval(timer));
  };
  test.each<[string, Answer | object, string, RegExp]>([
    [
      'speaks for another',
      { ...sound, issuer: 'https://evil.test' },
      'INVALID_INPUT',
      /^POSTKEY_DISCOVERY_ISSUER_MISMATCH asked http:.*evil\.test$/,
    ],
    [
      'names a token endpoint in the open',
      { ...sound, token_endpoint: 'http://x.test/t' },
      'INVALID_INPUT',
      /^POSTKEY_DISCOVERY_INSECURE http:\/\/x\.test\/t$/,
    ],
    [
      'names a page in the open',
      { ...sound, authorization_endpoint: 'http://x.test/a' },
      'INVALID_INPUT',
      /^POSTKEY_DISCOVERY_INSECURE/,
    ],
    [
      'names a script',
      { ...sound, authorization_endpoint: 'javascript:alert(1)' },
      'INVALID_INPUT',
      /^POSTKEY_DISCOVERY_INSECURE/,
    ],
    [
      'names no token endpoint',
      { issuer: 'ISSUER' },
      'INVALID_INPUT',
      /^POSTKEY_DISCOVERY_FAILED.*token_endpoint/s,
    ],
    ['is null', json(200, null), 'INVALID_INPUT', /^POSTKEY_DISCOVERY_FAILED/],
    ['is a page', raw(200, 'text/html', '<p>hello'), 'INVALID_INPUT', /^POSTKEY_DISCOVERY_FAILED/],
    ['is not there', json(404, {}), 'INVALID_INPUT', /^POSTKEY_DISCOVERY_FAILED HTTP 404$/],
    [
      'is a redirect',
      (response) => response.writeHead(302, { location: 'https://x.test/' }).end(),
      'INVALID_INPUT',
      /^POSTKEY_DISCOVERY_FAILED/,
    ],
    ['is endless', big, 'INVALID_INPUT', /^POSTKEY_DISCOVERY_TOO_LARGE$/],
    ['never comes', () => undefined, 'NETWORK_FAILED', /^POSTKEY_TIMEOUT discovery 127\.0\.0\.1:\d+$/],
    ['never ends', dripping, 'NETWORK_FAILED', /^POSTKEY_TIMEOUT discovery/],
    ['breaks off in the middle', cutOff, 'NETWORK_FAILED', /127\.0\.0\.1:\d+$/],
    ['breaks off', (response) => response.destroy(), 'NETWORK_FAILED', /127\.0\.0\.1:\d+$/],
  ])('refuses a document that %s', async (_, answer, code, evidence) => {
    const failure = await failureOf(discover(await issuerWith(answer), tools()));
    expect(failure.facts.evidence).toMatch(evidence);
    expect(failure.code).toBe(code);
  });

  test.each(['http://issuer.test', 'ftp://issuer.test', 'http://127.0.0.1.evil.test'])(
    'does not even ask %s',
    async (issuer) => {
      const failure = await failureOf(discover(issuer, tools()));
      expect(failure.facts.evidence).toBe(`POSTKEY_DISCOVERY_INSECURE ${issuer}`);
    },
  );

  test('says who could not be reached', async () => {
    const failure = await failureOf(discover('http://127.0.0.1:1', tools()));
    expect([failure.code, failure.facts.evidence]).toEqual(['NETWORK_FAILED', 'ECONNREFUSED 127.0.0.1:1']);
  });
});

test.each([
  ['https://a.test', true],
  ['http://127.0.0.1:5/x', true],
  ['http://127.9.9.9', true],
  ['http://localhost', true],
  ['http://[::1]:5', true],
  ['http://a.test', false],
  ['http://localhost.a.test', false],
  ['http://10.0.0.1', false],
  ['http://127.0.0.1@a.test', false],
  ['ftp://127.0.0.1', false],
  ['file:///etc/passwd', false],
])('secrets sent to %s are safe: %s', (address, safe) => {
  expect(isSecureAddress(address)).toBe(safe);
});
