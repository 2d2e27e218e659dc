import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  authorizeUrl,
  newVerifier,
  redirectUri,
  requestRefresh,
  requestToken,
} from '../main/practice/oauth-client.ts';
import { type OpenidProvider, startOpenidProvider } from './openid-provider.ts';

let server: OpenidProvider;
beforeAll(async () => {
  server = await startOpenidProvider();
});
afterAll(() => server.close());

async function signIn() {
  const verifier = newVerifier();
  const location = await server.approve(
    authorizeUrl(server, verifier, { scope: server.scopes.join(' '), prompt: 'consent' }),
  );
  expect(location.startsWith(redirectUri)).toBe(true);
  const response = await requestToken(server, {
    grant_type: 'authorization_code',
    code: new URL(location).searchParams.get('code') ?? '',
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
  expect(response.status).toBe(200);
  return (await response.json()) as { access_token: string; refresh_token: string; scope: string };
}

test('an approved sign-in ends in tokens for all scopes, and the refresh token rotates', async () => {
  const tokens = await signIn();
  expect(tokens.scope.split(' ').sort()).toEqual([...server.scopes].sort());
  expect((await requestRefresh(server, tokens.refresh_token)).status).toBe(200);
  expect((await requestRefresh(server, tokens.refresh_token)).status).toBe(400);
});

test('the resource server may ask about the tokens of the app', async () => {
  const { access_token: token } = await signIn();
  const { id, secret } = server.resourceServer;
  const response = await fetch(server.introspectionEndpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ token }),
  });
  expect(await response.json()).toMatchObject({ active: true, sub: server.address });
});

test('a request without PKCE is refused', async () => {
  const url = authorizeUrl(server, newVerifier(), {
    code_challenge: undefined,
    code_challenge_method: undefined,
  });
  expect(new URL(await server.approve(url)).searchParams.get('error')).toBe('invalid_request');
});
