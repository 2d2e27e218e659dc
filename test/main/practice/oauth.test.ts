import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import {
  allow,
  allScopes,
  authorizeUrl,
  consent,
  newVerifier,
  redirectUri,
  requestRefresh,
  requestToken,
  signIn,
} from './oauth-client.ts';
import { runPractice } from './running-practice.ts';
import { createVisitor } from './visitor.ts';

const running = runPractice();

function sorted(scope: string): string[] {
  return scope.split(' ').sort();
}

async function introspect(token: string): Promise<{ active: boolean; sub?: string; scope?: string }> {
  const { introspectionEndpoint, resourceServer } = running.practice;
  const response = await fetch(introspectionEndpoint, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${resourceServer.id}:${resourceServer.secret}`).toString('base64')}`,
    },
    body: new URLSearchParams({ token }),
  });
  return (await response.json()) as { active: boolean };
}

describe('the authorization code flow', () => {
  test('leads from one consent page to tokens for everything that was asked', async () => {
    const tokens = await signIn(running.practice);
    expect(sorted(tokens.scope)).toEqual(sorted(allScopes));
    expect(tokens.expires_in).toBe(3600);
    expect(tokens.refresh_token).toBeTypeOf('string');
  });

  test('brings back state and the issuer (RFC 9207)', async () => {
    const { url } = await consent(running.practice, newVerifier());
    const answer = new URL(url).searchParams;
    expect(answer.get('state')).toBe('a-state');
    expect(answer.get('iss')).toBe(running.practice.issuer);
  });

  test('publishes what it can by discovery', async () => {
    const { practice } = running;
    const response = await fetch(`${practice.issuer}/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({
      issuer: practice.issuer,
      authorization_endpoint: practice.authorizationEndpoint,
      token_endpoint: practice.tokenEndpoint,
      device_authorization_endpoint: practice.deviceAuthorizationEndpoint,
      introspection_endpoint: practice.introspectionEndpoint,
      revocation_endpoint: practice.revocationEndpoint,
      authorization_response_iss_parameter_supported: true,
      code_challenge_methods_supported: ['S256'],
    });
  });

  test.each([
    ['no challenge', { code_challenge: undefined, code_challenge_method: undefined }],
    ['the plain method', { code_challenge_method: 'plain' }],
  ])('refuses %s (PKCE is required)', async (_name, parameters) => {
    const visit = await createVisitor().open(authorizeUrl(running.practice, newVerifier(), parameters));
    expect(new URL(visit.url).searchParams.get('error')).toBe('invalid_request');
  });

  test('refuses a code with the wrong verifier', async () => {
    const { url } = await consent(running.practice, newVerifier());
    const response = await requestToken(running.practice, {
      grant_type: 'authorization_code',
      code: new URL(url).searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      code_verifier: newVerifier(),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_grant' });
  });

  test.each(['http://localhost:4711', 'http://[::1]:4711/', 'http://127.0.0.1:4711/any/path'])(
    'sends the answer to any loopback address: %s',
    async (redirect_uri) => {
      const { url } = await consent(running.practice, newVerifier(), allow, { redirect_uri });
      expect(new URL(url).host).toBe(new URL(redirect_uri).host);
    },
  );

  test.each(['https://127.0.0.1:4711/', 'http://example.org/', 'http://127.0.0.1.example.org/'])(
    'does not send anything to %s',
    async (redirect_uri) => {
      const url = authorizeUrl(running.practice, newVerifier(), { redirect_uri });
      const visit = await createVisitor().open(url);
      expect(visit.status).toBe(400);
      expect(visit.html).toContain('invalid_redirect_uri');
    },
  );

  test('serves the public client, which has no secret', async () => {
    const { publicClient, tokenEndpoint } = running.practice;
    const verifier = newVerifier();
    const { url } = await consent(running.practice, verifier, allow, { client_id: publicClient.id });
    const response = await fetch(tokenEndpoint, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: publicClient.id,
        grant_type: 'authorization_code',
        code: new URL(url).searchParams.get('code') ?? '',
        redirect_uri: redirectUri,
        code_verifier: verifier,
      }),
    });
    expect(await response.json()).toMatchObject({ token_type: 'Bearer' });
  });

  test.each(['localhost', 'rebound.example'])('does not answer to the host name %s', async (name) => {
    const { hostname, port } = new URL(running.practice.issuer);
    const [response] = await once(
      request({ hostname, port, path: '/auth', headers: { host: `${name}:${port}` } }).end(),
      'response',
    );
    expect(response.resume().statusCode).toBe(421);
  });
});

describe('the consent page', () => {
  test('names the client, the mailbox and each permission, and runs no script', async () => {
    const page = await createVisitor().open(authorizeUrl(running.practice, newVerifier()));
    expect(page.html).toContain('Postkey asks to use this mailbox');
    expect(page.html).toContain(running.practice.address);
    for (const scope of allScopes.split(' ')) expect(page.html).toContain(`value="${scope}" checked`);
    expect(page.html).not.toContain('<script');
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' http://127.0.0.1:9;");
  });

  test('grants only what is left ticked', async () => {
    const tokens = await signIn(running.practice, { ...allow, untick: ['mail.read'] });
    expect(sorted(tokens.scope)).toEqual(['email', 'mail.send', 'offline_access', 'openid']);
  });

  test('gives no refresh token where staying signed in is unticked', async () => {
    const tokens = await signIn(running.practice, { ...allow, untick: ['offline_access'] });
    expect(tokens.refresh_token).toBeUndefined();
  });

  test('tells the client that access was denied', async () => {
    const { url } = await consent(running.practice, newVerifier(), { set: { decision: 'deny' } });
    expect(new URL(url).searchParams.get('error')).toBe('access_denied');
  });

  test('grants nothing that was not asked for', async () => {
    const tokens = await signIn(
      running.practice,
      { set: { ...allow.set, scope: 'mail.send' } },
      { scope: 'openid mail.read' },
    ).catch((error: Error) => error.message);
    expect(tokens).toContain('access_denied');
  });

  test('belongs to the browser that started', async () => {
    const page = await createVisitor().open(authorizeUrl(running.practice, newVerifier()));
    const stranger = await createVisitor().submit(page, allow);
    expect(stranger.status).toBe(400);
    expect(stranger.html).toContain('This sign-in cannot go on');
  });
});

describe('refresh tokens', () => {
  test('are good once and are replaced', async () => {
    const { practice } = running;
    const { refresh_token: first = '' } = await signIn(practice);
    const second = (await (await requestRefresh(practice, first)).json()) as { refresh_token: string };
    expect(second.refresh_token).not.toBe(first);
    expect((await requestRefresh(practice, second.refresh_token)).status).toBe(200);
  });

  test('end the whole grant when one is used twice (RFC 9700 §4.14.2)', async () => {
    const { practice } = running;
    const { refresh_token: first = '' } = await signIn(practice);
    const second = (await (await requestRefresh(practice, first)).json()) as {
      refresh_token: string;
      access_token: string;
    };
    const replayed = await requestRefresh(practice, first);
    expect(replayed.status).toBe(400);
    expect(await replayed.json()).toMatchObject({ error: 'invalid_grant' });
    expect((await requestRefresh(practice, second.refresh_token)).status).toBe(400);
    expect(await introspect(second.access_token)).toEqual({ active: false });
  });

  test('can be revoked (RFC 7009)', async () => {
    const { practice } = running;
    const { refresh_token: token = '' } = await signIn(practice);
    const credentials = Buffer.from(`${practice.client.id}:${practice.client.secret}`).toString('base64');
    await fetch(practice.revocationEndpoint, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}` },
      body: new URLSearchParams({ token }),
    });
    expect((await requestRefresh(practice, token)).status).toBe(400);
  });
});

test('introspection tells the resource server about the tokens of others', async () => {
  const tokens = await signIn(running.practice);
  expect(await introspect(tokens.access_token)).toMatchObject({
    active: true,
    sub: running.practice.address,
    client_id: running.practice.client.id,
  });
});

describe('the device flow', () => {
  async function start() {
    const { deviceAuthorizationEndpoint, publicClient } = running.practice;
    const response = await fetch(deviceAuthorizationEndpoint, {
      method: 'POST',
      body: new URLSearchParams({ client_id: publicClient.id, scope: allScopes }),
    });
    return (await response.json()) as { device_code: string; user_code: string; verification_uri: string };
  }

  async function poll(deviceCode: string) {
    const { tokenEndpoint, publicClient } = running.practice;
    const response = await fetch(tokenEndpoint, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: publicClient.id,
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: deviceCode,
      }),
    });
    return (await response.json()) as Record<string, unknown>;
  }

  test('gives tokens once the code was entered, confirmed and agreed to', async () => {
    const { device_code, user_code, verification_uri } = await start();
    expect(await poll(device_code)).toMatchObject({ error: 'authorization_pending' });
    const visitor = createVisitor();
    const confirm = await visitor.submit(await visitor.open(verification_uri), { set: { user_code } });
    expect(confirm.html).toContain(user_code);
    const page = await visitor.submit(confirm, { set: { confirm: 'yes' } });
    const done = await visitor.submit(page, allow);
    expect(done.html).toContain('You are signed in');
    const tokens = await poll(device_code);
    expect(sorted(String(tokens['scope']))).toEqual(sorted(allScopes));
    expect(tokens['refresh_token']).toBeTypeOf('string');
  });

  test('tells a device that its person cancelled', async () => {
    const { device_code, user_code, verification_uri } = await start();
    const visitor = createVisitor();
    const confirm = await visitor.submit(await visitor.open(verification_uri), { set: { user_code } });
    const cancelled = await visitor.submit(confirm, { set: { abort: 'yes' } });
    expect(cancelled.html).toContain('You cancelled');
    expect(await poll(device_code)).toMatchObject({ error: 'access_denied' });
  });

  test('says so when a code is unknown', async () => {
    const { verification_uri } = await start();
    const visitor = createVisitor();
    const page = await visitor.submit(await visitor.open(verification_uri), {
      set: { user_code: 'BBBB-BBBB' },
    });
    expect(page.html).toContain('role="alert"');
    expect(page.html).toContain('does not exist');
  });
});
