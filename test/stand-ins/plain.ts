import { createHash, randomBytes } from 'node:crypto';
import {
  type Answer,
  type Asked,
  jsonAnswer,
  redirectTo,
  type StandInServer,
  startStandIn,
} from './stand-in-server.ts';

/** How it departs from what a well-meaning provider does. */
export interface PlainOptions {
  /** `grant_type` of its device flow. */
  readonly deviceGrantType?: string;
  /** What it grants in place of what it was asked for. */
  readonly grants?: string;
}

/**
 * Any OAuth server that does what RFC 6749, 7636 and 8628 say and no more, under whatever paths it is asked: GET
 * authorizes at once, POST is the device endpoint where the path says so and the token endpoint otherwise.
 */
export async function startPlain({
  deviceGrantType = 'urn:ietf:params:oauth:grant-type:device_code',
  grants,
}: PlainOptions = {}): Promise<StandInServer> {
  const codes = new Map<string, { readonly parameters: URLSearchParams }>();
  const devices = new Set<string>();
  const refreshTokens = new Set<string>();

  function authorize({ url }: Asked): Answer {
    const parameters = url.searchParams;
    const code = randomBytes(16).toString('hex');
    codes.set(code, { parameters });
    return redirectTo(parameters.get('redirect_uri') ?? '', { code, state: parameters.get('state') ?? '' });
  }

  function token({ form }: Asked): Answer {
    switch (form.get('grant_type')) {
      case 'authorization_code': {
        const { parameters } = codes.get(form.get('code') ?? '') ?? {};
        codes.delete(form.get('code') ?? '');
        const challenge = createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url');
        const fits =
          parameters?.get('redirect_uri') === form.get('redirect_uri') &&
          parameters?.get('client_id') === form.get('client_id') &&
          parameters?.get('code_challenge') === challenge;
        return fits ? tokens(parameters?.get('scope') ?? '') : refuse('invalid_grant');
      }
      case 'refresh_token':
        return refreshTokens.has(form.get('refresh_token') ?? '') ? tokens() : refuse('invalid_grant');
      case deviceGrantType:
        return devices.delete(form.get('device_code') ?? '') ? tokens() : refuse('invalid_grant');
      case 'client_credentials':
        return jsonAnswer(200, { access_token: 'an-app-token', token_type: 'Bearer', expires_in: 3600 });
      default:
        return refuse('unsupported_grant_type');
    }
  }

  function tokens(scope?: string): Answer {
    const refresh_token = randomBytes(16).toString('hex');
    refreshTokens.add(refresh_token);
    const granted = grants ?? scope;
    return jsonAnswer(200, {
      access_token: randomBytes(16).toString('hex'),
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token,
      ...(granted === undefined ? {} : { scope: granted }),
    });
  }

  function device(): Answer {
    const device_code = randomBytes(16).toString('hex');
    devices.add(device_code);
    return jsonAnswer(200, {
      device_code,
      user_code: 'ABCD-EFGH',
      verification_url: 'https://example.test/activate',
      expires_in: 300,
      interval: 0,
    });
  }

  return startStandIn((asked) => {
    if (asked.method === 'GET') return authorize(asked);
    return asked.url.pathname.includes('device') ? device() : token(asked);
  });
}

function refuse(error: string): Answer {
  return jsonAnswer(400, { error });
}
