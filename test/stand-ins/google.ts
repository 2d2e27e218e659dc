import { randomBytes } from 'node:crypto';
import {
  type GoogleClient,
  GoogleError,
  granted,
  idToken,
  opaque,
  requireRedirect,
  requireVerifier,
} from './google-rules.ts';
import { createServiceAccount, type ServiceAccountOptions } from './google-service-account.ts';
import {
  type Answer,
  type Asked,
  jsonAnswer,
  pageAnswer,
  redirectTo,
  type StandInServer,
  startStandIn,
} from './stand-in-server.ts';

export interface GoogleOptions extends ServiceAccountOptions {
  readonly clients?: readonly GoogleClient[];
}

export interface Google extends StandInServer {
  /** For `createServices`. */
  readonly authorities: Readonly<Record<string, string>>;
  /** The service account's key file as the console hands it out. */
  readonly keyFile: string;
  /** What is known of an access token it gave out. */
  readToken(accessToken: string): GoogleTokenFacts | undefined;
  revokeAll(): void;
}

export interface GoogleTokenFacts {
  /** Whose mailbox it is for. */
  readonly user: string;
  readonly scopes: readonly string[];
}

interface Wish {
  readonly client: GoogleClient;
  readonly parameters: URLSearchParams;
  readonly user?: string;
}

interface Code extends Wish {
  readonly user: string;
  readonly scopes: readonly string[];
  used: boolean;
}

const knownScopes = new Set([
  'https://mail.google.com/',
  'openid',
  'email',
  'profile',
  'https://www.googleapis.com/auth/gmail.imap_admin',
]);
const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/**
 * Stands in for Google's sign-in: loopback rules, `access_type`, `prompt`, boxes a person can untick, service accounts.
 * https://developers.google.com/identity/protocols/oauth2/native-app
 */
export async function startGoogle(options: GoogleOptions): Promise<Google> {
  const wishes = new Map<string, Wish>();
  const codes = new Map<string, Code>();
  const refreshTokens = new Map<string, { client: GoogleClient; user: string; scopes: readonly string[] }>();
  const accessTokens = new Map<string, GoogleTokenFacts>();
  /** Who has agreed before. */
  const agreed = new Set<string>();
  const serviceAccount = createServiceAccount(options);

  function authorize({ method, url, form }: Asked): Answer {
    if (method === 'POST') return decide(form);
    const parameters = url.searchParams;
    const client = options.clients?.find(({ id }) => id === parameters.get('client_id'));
    if (!client) throw new GoogleError(401, 'invalid_client', 'The OAuth client was not found.');
    requireRedirect(client, parameters.get('redirect_uri') ?? '');
    if (parameters.get('response_type') !== 'code')
      throw new GoogleError(400, 'invalid_request', 'Required parameter is missing: response_type');
    const scopes = (parameters.get('scope') ?? '').split(' ').filter(Boolean);
    const wrong = scopes.filter((scope) => !knownScopes.has(scope));
    if (scopes.length === 0)
      throw new GoogleError(400, 'invalid_request', 'Missing required parameter: scope');
    if (wrong.length > 0)
      throw new GoogleError(400, 'invalid_scope', `Some requested scopes were invalid. {invalid=[${wrong}]}`);
    return pageAnswer('Choose an account', parameters.get('login_hint') ?? '', {
      hidden: { request: remember({ client, parameters }) },
      choices: [
        ...options.users.map((user) => ({ value: `user:${user}`, words: user })),
        { value: 'cancel', words: 'Cancel' },
      ],
    });
  }

  function remember(wish: Wish): string {
    const id = randomBytes(12).toString('hex');
    wishes.set(id, wish);
    return id;
  }

  function decide(form: URLSearchParams): Answer {
    const wish = wishes.get(form.get('request') ?? '');
    if (!wish) return pageAnswer('Something went wrong', '', undefined, 400);
    const { client, parameters } = wish;
    const choice = form.get('choice') ?? '';
    const redirectUri = parameters.get('redirect_uri') ?? '';
    const state = parameters.get('state');
    const back = state === null ? {} : { state };
    if (choice === 'cancel') return redirectTo(redirectUri, { error: 'access_denied', ...back });
    const asked = (parameters.get('scope') ?? '').split(' ').filter(Boolean);
    if (choice.startsWith('user:')) {
      const user = choice.slice('user:'.length);
      if (client.testers && !client.testers.includes(user))
        throw new GoogleError(
          403,
          'access_denied',
          'The app has not completed the Google verification process. It is being tested, and can only be accessed by developer-approved testers.',
        );
      return pageAnswer('The app wants to access your Google Account', user, {
        hidden: { request: remember({ ...wish, user }) },
        boxes: asked.filter((scope) => scope.startsWith('https:')),
        choices: [
          { value: 'accept', words: 'Continue' },
          { value: 'cancel', words: 'Cancel' },
        ],
      });
    }
    const { user } = wish;
    if (!user) return pageAnswer('Something went wrong', '', undefined, 400);
    const ticked = form.getAll('box');
    const scopes = asked.filter((scope) => !scope.startsWith('https:') || ticked.includes(scope));
    const code = `4/0A${randomBytes(36).toString('base64url')}`;
    codes.set(code, { client, parameters, user, scopes, used: false });
    return redirectTo(redirectUri, {
      ...back,
      iss: 'https://accounts.google.com',
      code,
      scope: scopes.join(' '),
      authuser: '0',
      prompt: 'consent',
    });
  }

  function token({ form }: Asked): Answer {
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return byCode(form);
      case 'refresh_token':
        return byRefreshToken(form);
      case jwtBearer:
        return byAssertion(form.get('assertion') ?? '');
      default:
        throw new GoogleError(400, 'unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type')}`);
    }
  }

  function byCode(form: URLSearchParams): Answer {
    const client = requireClient(form);
    const code = codes.get(form.get('code') ?? '');
    if (!code || code.client !== client) throw new GoogleError(400, 'invalid_grant', 'Malformed auth code.');
    if (code.used) throw new GoogleError(400, 'invalid_grant', 'Bad Request');
    if (form.get('redirect_uri') !== code.parameters.get('redirect_uri'))
      throw new GoogleError(400, 'redirect_uri_mismatch', 'Bad Request');
    requireVerifier(code.parameters.get('code_challenge'), form.get('code_verifier'));
    code.used = true;
    const { user, scopes, parameters } = code;
    const again = agreed.has(`${client.id} ${user}`);
    agreed.add(`${client.id} ${user}`);
    const offline = parameters.get('access_type') === 'offline';
    const asksAgain = parameters.get('prompt')?.includes('consent') ?? false;
    const refreshToken =
      client.type === 'desktop' || (offline && (!again || asksAgain))
        ? `1//0${randomBytes(36).toString('base64url')}`
        : undefined;
    if (refreshToken) refreshTokens.set(refreshToken, { client, user, scopes });
    return jsonAnswer(200, {
      ...issue(user, scopes),
      scope: granted(scopes),
      ...(refreshToken ? { refresh_token: refreshToken } : {}),
      ...(scopes.includes('openid') ? { id_token: idToken(client, user) } : {}),
      ...(refreshToken && client.testers ? { refresh_token_expires_in: 604_799 } : {}),
    });
  }

  function byRefreshToken(form: URLSearchParams): Answer {
    const client = requireClient(form);
    const kept = refreshTokens.get(form.get('refresh_token') ?? '');
    if (!kept || kept.client !== client)
      throw new GoogleError(400, 'invalid_grant', 'Token has been expired or revoked.');
    return jsonAnswer(200, { ...issue(kept.user, kept.scopes), scope: granted(kept.scopes) });
  }

  function requireClient(form: URLSearchParams): GoogleClient {
    const client = options.clients?.find(({ id }) => id === form.get('client_id'));
    if (!client) throw new GoogleError(401, 'invalid_client', 'The OAuth client was not found.');
    const secret = form.get('client_secret');
    if (secret === null) throw new GoogleError(400, 'invalid_request', 'client_secret is missing.');
    if (secret !== client.secret)
      throw new GoogleError(401, 'invalid_client', 'The provided client secret is invalid.');
    return client;
  }

  function byAssertion(assertion: string): Answer {
    const { user, scopes } = serviceAccount.redeem(assertion, `${server.origin}/token`);
    return jsonAnswer(200, issue(user, scopes));
  }

  function issue(user: string, scopes: readonly string[]) {
    const access_token = opaque();
    accessTokens.set(access_token, { user, scopes });
    return { access_token, expires_in: 3599, token_type: 'Bearer' };
  }

  function route(asked: Asked): Answer {
    switch (asked.url.pathname) {
      case '/o/oauth2/v2/auth':
        return onPage(() => authorize(asked));
      case '/token':
        return asJson(() => token(asked));
      case '/revoke':
        return refreshTokens.delete(asked.form.get('token') ?? '')
          ? jsonAnswer(200, {})
          : jsonAnswer(400, { error: 'invalid_token', error_description: 'Token expired or revoked' });
      default:
        return { status: 404 };
    }
  }

  const server = await startStandIn(route);
  return {
    ...server,
    authorities: {
      'https://accounts.google.com': server.origin,
      'https://oauth2.googleapis.com': server.origin,
    },
    keyFile: serviceAccount.keyFile,
    readToken: (accessToken) => accessTokens.get(accessToken),
    revokeAll: () => {
      refreshTokens.clear();
      accessTokens.clear();
    },
  };
}

function onPage(answer: () => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    if (!(error instanceof GoogleError)) throw error;
    return pageAnswer(
      'Access blocked: Authorization Error',
      `Error ${error.status}: ${error.oauth} - ${error.message}`,
      undefined,
      error.status,
    );
  }
}

function asJson(answer: () => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    if (!(error instanceof GoogleError)) throw error;
    return jsonAnswer(error.status, { error: error.oauth, error_description: error.message });
  }
}
