import { createHash, randomBytes } from 'node:crypto';
import { createVisitor, type FormChange, type Visit } from './visitor.ts';

/** What a token endpoint answers, as far as the tests look at it. */
export interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly scope: string;
  readonly expires_in: number;
}

interface Server {
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly client: { readonly id: string; readonly secret: string };
}

export const redirectUri = 'http://127.0.0.1:9/callback';
export const allScopes = 'openid offline_access email mail.send mail.read';

export const allow: FormChange = { set: { decision: 'allow' } };

export function newVerifier(): string {
  return randomBytes(32).toString('base64url');
}

/** The address that starts a sign-in; a parameter set to undefined is left out. */
export function authorizeUrl(
  server: Server,
  verifier: string,
  parameters: Readonly<Record<string, string | undefined>> = {},
): string {
  const url = new URL(server.authorizationEndpoint);
  const all = {
    client_id: server.client.id,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: allScopes,
    state: 'a-state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...parameters,
  };
  for (const [name, value] of Object.entries(all)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

/** Opens the consent page in a fresh browser and answers it. */
export async function consent(
  server: Server,
  verifier: string,
  answer: FormChange = allow,
  parameters: Readonly<Record<string, string | undefined>> = {},
): Promise<Visit> {
  const visitor = createVisitor();
  const page = await visitor.open(authorizeUrl(server, verifier, parameters));
  return visitor.submit(page, answer);
}

export function requestToken(server: Server, body: Readonly<Record<string, string>>): Promise<Response> {
  const credentials = Buffer.from(`${server.client.id}:${server.client.secret}`).toString('base64');
  return fetch(server.tokenEndpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams(body),
  });
}

export function requestRefresh(server: Server, refreshToken: string): Promise<Response> {
  return requestToken(server, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

/** The whole authorization code flow with PKCE, from the consent page to tokens. */
export async function signIn(
  server: Server,
  answer: FormChange = allow,
  parameters: Readonly<Record<string, string | undefined>> = {},
): Promise<TokenAnswer> {
  const verifier = newVerifier();
  const { url } = await consent(server, verifier, answer, parameters);
  const code = new URL(url).searchParams.get('code');
  if (code === null) throw new Error(`no code in ${url}`);
  const response = await requestToken(server, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as TokenAnswer;
}
