import { inspect } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Connection } from '../../../main/accounts/connection.ts';
import { createBrowserHost } from '../../../main/host/browser/host.ts';
import { discover } from '../../../main/oauth/discovery.ts';
import { createHttpAgents } from '../../../main/oauth/http-agents.ts';
import { createTokenClient } from '../../../main/oauth/token-client.ts';
import { isTransient } from '../../../main/oauth/token-failure.ts';
import type { Environment } from '../../../main/proxy/environment.ts';
import type { ProxyServer } from '../../../main/proxy/proxy-server.ts';
import { createServices } from '../../../main/services.ts';
import { NewAccount } from '../../../preload/contract/index.ts';
import { failureOf } from '../failure-of.ts';
import { type Certificates, makeCertificates } from '../mail/certificates.ts';
import { type Answer, httpProxy, proxyThat, socksProxy } from '../proxy/stand-in-proxy.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { json, startTokenEndpoint } from './token-endpoint.ts';

let certificates: Certificates;
beforeAll(async () => {
  certificates = await makeCertificates();
});

const login = { user: 'ann', password: 'p:ss wörd' };
const credentials = `${login.user}:${login.password}`;
/** Found by no name server: only a proxy knows where it is. */
const name = 'elsewhere.example';

async function through(proxy: ProxyServer | undefined, environment: Environment = {}) {
  const reply = { access_token: 'at', expires_in: 3600, device_code: 'd', user_code: 'u' };
  const answer = json(200, { ...reply, verification_uri: 'https://x.test/' });
  const endpoint = await startTokenEndpoint(answer, { ...certificates.wrongName, name });
  const agents = createHttpAgents(environment);
  onTestFinished(agents.close);
  const { url } = endpoint;
  const connection: Connection = {
    endpoints: { token: url, deviceAuthorization: url, issInResponse: false, clientAuthentication: 'post' },
    clientId: 'the-client',
    scopes: ['mail'],
    mail: {},
    ca: certificates.ca,
    ...(proxy ? { proxy } : {}),
  };
  const options = { connection, provider: 'custom', clientSecret: undefined, agents, timeoutMs: 3_000 };
  return { client: createTokenClient(options), endpoint, agents, ca: certificates.ca };
}

const at = async (kind: ProxyServer['kind'], answer: Answer, who?: ProxyServer['login']) => ({
  kind,
  host: '127.0.0.1',
  port: await proxyThat(answer),
  ...(who && { login: who }),
});

describe('an account with a proxy', () => {
  test.each([
    ['HTTP', 'http', httpProxy, undefined],
    ['HTTP with a login', 'http', httpProxy, login],
    ['SOCKS5', 'socks5', socksProxy, undefined],
    ['SOCKS5 with a login', 'socks5', socksProxy, login],
  ] as const)('gets its tokens through it: %s', async (_, kind, proxyOf, who) => {
    const asked: string[] = [];
    const { client, endpoint } = await through(await at(kind, proxyOf(who && credentials, asked), who));
    expect((await client.refresh('rt')).accessToken).toBe('at');
    expect((await client.startDevice()).userCode).toBe('u');
    expect((await client.askForDevice('d')).kind).toBe('granted');
    expect([asked, endpoint.connections], 'one connection, kept').toEqual([[name], 1]);
  });

  test('finds its provider’s endpoints through it', async () => {
    const proxy = await at('http', httpProxy());
    const { endpoint, agents, ca } = await through(undefined);
    const issuer = endpoint.url.replace('/token', '');
    endpoint.answer = json(200, { issuer, token_endpoint: endpoint.url });
    expect((await discover(issuer, { agents, ca, proxy })).endpoints.token).toBe(endpoint.url);
  });

  const refusing: Answer = (client) => client.end('HTTP/1.1 403 Forbidden by rule\r\n\r\n');
  test.each<[string, Answer, RegExp, boolean]>([
    ['refuses', refusing, /^POSTKEY_PROXY_REFUSED HTTP\/1\.1 403 Forbidden by rule$/, true],
    ['wants another login', httpProxy('x:y'), /^POSTKEY_PROXY_LOGIN HTTP\/1\.1 407/, false],
    ['hangs up', (client) => client.end(), /^POSTKEY_PROXY_BROKEN closed the connection$/, true],
  ])('that %s says so, and no secret', async (_, answer, evidence, transient) => {
    const { client, endpoint, agents, ca } = await through(await at('http', answer, login));
    const failure = await failureOf(client.refresh('the-refresh-token'));
    expect(failure.code).toBe('NETWORK_FAILED');
    expect(failure.facts).toMatchObject({
      where: 'network',
      evidence: expect.stringMatching(evidence),
      context: { host: name, port: new URL(endpoint.url).port },
    });
    expect(isTransient(failure)).toBe(transient);
    expect(inspect(failure, { depth: 10 })).not.toMatch(/the-refresh-token|p:ss/);
    const proxy = await at('http', answer);
    const discovering = failureOf(discover(endpoint.url.replace('/token', ''), { agents, ca, proxy }));
    expect((await discovering).facts.evidence).toMatch(evidence);
  });

  test('that is not there is named', async () => {
    const { client } = await through({ kind: 'http', host: '127.0.0.1', port: 1 });
    const { facts } = await failureOf(client.refresh('rt'));
    expect(facts.evidence).toBe('POSTKEY_PROXY_UNREACHABLE ECONNREFUSED 127.0.0.1:1');
  });

  test('whose certificate is for another name is refused all the same', async () => {
    const { client, endpoint } = await through(await at('http', httpProxy()));
    await client.refresh('rt');
    const other = await through(await at('http', httpProxy()));
    const renamed = other.endpoint.url.replace(name, 'other.example');
    const discovering = discover(renamed.replace('/token', ''), {
      agents: other.agents,
      ca: other.ca,
      proxy: await at('http', httpProxy()),
    });
    expect((await failureOf(discovering)).facts.evidence).toMatch(/ALTNAME/);
    expect(endpoint.posts).toHaveLength(1);
  });
});

describe('an account without a proxy', () => {
  test('takes the one that the environment names', async () => {
    const port = await proxyThat(httpProxy('ann:secret'));
    const { client } = await through(undefined, { HTTPS_PROXY: `http://ann:secret@127.0.0.1:${port}` });
    expect((await client.refresh('rt')).accessToken).toBe('at');
  });

  test('goes before it with its own', async () => {
    const { client } = await through(await at('http', httpProxy()), { HTTPS_PROXY: 'http://127.0.0.1:1' });
    expect((await client.refresh('rt')).accessToken).toBe('at');
  });
});

describe('the whole app', () => {
  async function app(environment: Environment) {
    const host = createBrowserHost(await temporaryFolder(), '0.0.0');
    const services = createServices(host, { keeper: 'key-file', environment });
    onTestFinished(services.close);
    const { endpoint, ca } = await through(undefined);
    const endpoints = { authorization: `https://${name}/authorize`, token: endpoint.url };
    const draft = { provider: 'custom', address: 'a@example.test', clientId: 'x', endpoints, ca };
    const { id } = await services.onboarding.add(NewAccount.parse({ ...draft, scopes: ['mail'] }));
    await services.vault.write(id, { refreshToken: 'rt' });
    return { services, account: services.accounts.find(id) };
  }

  test('refreshes through the proxy of the environment', async () => {
    const asked: string[] = [];
    const port = await proxyThat(httpProxy(undefined, asked));
    const { services, account } = await app({ https_proxy: `127.0.0.1:${port}` });
    expect((await services.tokens.accessToken(account)).accessToken).toBe('at');
    expect(asked).toEqual([name]);
    const checks = await services.doctor();
    expect(checks.find(({ check }) => check === 'proxy')?.detail).toContain(`http://127.0.0.1:${port}`);
  });

  test('refreshes through the account’s own, with the login from the vault', async () => {
    const proxy = `socks5://127.0.0.1:${await proxyThat(socksProxy(credentials))}`;
    const { services, account } = await app({ HTTPS_PROXY: 'http://127.0.0.1:1' });
    await services.accounts.update(account.id, {
      proxy: await services.mail.keepProxy(account, { proxy, ...login }),
    });
    const proxied = services.accounts.find(account.id);
    expect((await services.tokens.accessToken(proxied)).accessToken).toBe('at');
  });
});
