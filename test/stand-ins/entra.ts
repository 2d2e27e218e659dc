import { EntraError, errorDocument } from './entra-directory.ts';
import { token } from './entra-grants.ts';
import { adminConsent, authorize, deviceCode, devicePage } from './entra-sign-in.ts';
import type { EntraOptions, EntraState } from './entra-state.ts';
import type { AccessTokenFacts } from './entra-tokens.ts';
import {
  type Answer,
  type Asked,
  jsonAnswer,
  pageAnswer,
  type StandInServer,
  startStandIn,
} from './stand-in-server.ts';

export type { EntraApp, EntraTenant } from './entra-directory.ts';
export type { EntraOptions } from './entra-state.ts';

export interface Entra extends StandInServer {
  /** For `createServices`: every Microsoft cloud is here. */
  readonly authorities: Readonly<Record<string, string>>;
  /** What is known of an access token it gave out and that still lives. */
  readToken(accessToken: string): AccessTokenFacts | undefined;
  /** Ends every refresh token that was given out: `revoked` as by an administrator, `idle` after 90 days unused. */
  endRefreshTokens(why: 'revoked' | 'idle'): void;
  /** The next questions of the device flow are answered with `slow_down`, as often as this. */
  slowDown(times: number): void;
  /** Device codes stop living. */
  expireDeviceCodes(): void;
}

/**
 * Stands in for the Microsoft identity platform: its rules and its errors as they are documented, pages with buttons in
 * place of its own. https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 */
export async function startEntra(options: EntraOptions): Promise<Entra> {
  const state: EntraState = {
    options,
    origin: '',
    wishes: new Map(),
    codes: new Map(),
    devices: new Map(),
    refreshTokens: new Map(),
    accessTokens: new Map(),
    slowed: 0,
  };

  function route(asked: Asked): Answer {
    const [, tenant = '', rest = ''] = /^\/([^/]+)\/(.+)$/.exec(decodeURIComponent(asked.url.pathname)) ?? [];
    switch (rest) {
      case 'oauth2/v2.0/authorize':
        return onPage(() => authorize(state, tenant, asked));
      case 'oauth2/v2.0/token':
        return asJson(() => token(state, tenant, asked));
      case 'oauth2/v2.0/devicecode':
        return asJson(() => deviceCode(state, tenant, asked));
      case 'oauth2/deviceauth':
        return onPage(() => devicePage(state, asked));
      case 'adminconsent':
      case 'v2.0/adminconsent':
        return onPage(() => adminConsent(state, tenant, asked));
      default:
        return { status: 404 };
    }
  }

  const server = await startStandIn(route);
  state.origin = server.origin;
  return {
    ...server,
    authorities: Object.fromEntries(
      [
        'https://login.microsoftonline.com',
        'https://login.microsoftonline.us',
        'https://login.partner.microsoftonline.cn',
      ].map((authority) => [authority, server.origin]),
    ),
    readToken(accessToken) {
      const known = state.accessTokens.get(accessToken);
      return known && known.endsAt > Date.now() ? known : undefined;
    },
    endRefreshTokens(why) {
      for (const kept of state.refreshTokens.values()) kept.ended = why;
    },
    slowDown(times) {
      state.slowed = times;
    },
    expireDeviceCodes() {
      for (const device of state.devices.values()) device.expired = true;
    },
  };
}

function onPage(answer: () => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    return pageAnswer(
      'Sorry, but we’re having trouble signing you in.',
      errorDocument(error).error_description,
      undefined,
      400,
    );
  }
}

function asJson(answer: () => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    return jsonAnswer(error.oauth === 'invalid_client' ? 401 : 400, errorDocument(error));
  }
}
