import { randomBytes } from 'node:crypto';
import {
  appIn,
  EntraError,
  errorDocument,
  missingParameter,
  readScopes,
  redirectionIn,
  tenantNamed,
} from './entra-directory.ts';
import type { EntraState, Wish } from './entra-state.ts';
import type { Grantee } from './entra-tokens.ts';
import { type Answer, type Asked, jsonAnswer, pageAnswer, redirectTo } from './stand-in-server.ts';

export function authorize(state: EntraState, tenant: string, { method, url, form }: Asked): Answer {
  if (method === 'POST') return decide(state, form);
  const parameters = url.searchParams;
  const app = appIn(state.options, tenant, parameters.get('client_id'));
  redirectionIn(app, parameters.get('redirect_uri'));
  // From here on the app may be told.
  try {
    if (parameters.get('response_type') !== 'code') throw missingParameter('response_type');
    const wish = { tenant, app, parameters, scopes: readScopes(parameters.get('scope')) };
    return signInPage(state, wish, parameters.get('login_hint'));
  } catch (error) {
    if (error instanceof EntraError) return toApp(parameters, error);
    throw error;
  }
}

function signInPage(state: EntraState, wish: Wish, hint: string | null): Answer {
  const id = remember(state, wish);
  const users = peopleOf(state, wish.tenant);
  const choices = users.map(({ name }) => ({ value: `user:${name}`, words: name }));
  return pageAnswer('Pick an account', hint ? `Asked for: ${hint}` : '', {
    hidden: { request: id },
    choices: [...choices, { value: 'cancel', words: 'Cancel' }],
  });
}

function remember(state: EntraState, wish: Wish): string {
  const id = randomBytes(12).toString('hex');
  state.wishes.set(id, wish);
  return id;
}

function decide(state: EntraState, form: URLSearchParams): Answer {
  const wish = state.wishes.get(form.get('request') ?? '');
  if (!wish) return pageAnswer('Sorry, but we’re having trouble signing you in', '', undefined, 400);
  const choice = form.get('choice') ?? '';
  const device = state.devices.get(wish.parameters.get('device') ?? '');
  if (choice === 'cancel') {
    if (device) {
      device.denied = true;
      return pageAnswer('You declined', '');
    }
    return toApp(
      wish.parameters,
      new EntraError(65004, 'access_denied', 'User declined to consent to access the app.'),
    );
  }
  if (choice.startsWith('user:')) {
    const grantee = granteeNamed(state, wish.tenant, choice.slice('user:'.length));
    if (grantee.tenant.adminConsentRequired && !grantee.isAdmin)
      return pageAnswer(
        'Need admin approval',
        'AADSTS90094: The grant requires administrator permission. Ask an administrator to grant permission to this app.',
        {
          hidden: { request: remember(state, { ...wish, grantee }) },
          choices: [{ value: 'cancel', words: 'Return to the application without granting consent' }],
        },
      );
    return pageAnswer('Permissions requested', wish.scopes.permissions.map(({ name }) => name).join(', '), {
      hidden: { request: remember(state, { ...wish, grantee }) },
      choices: [
        { value: 'accept', words: 'Accept' },
        { value: 'cancel', words: 'Cancel' },
      ],
    });
  }
  const { grantee } = wish;
  if (choice !== 'accept' || !grantee) return pageAnswer('That did not work', '', undefined, 400);
  if (device) {
    device.grantee = grantee;
    return pageAnswer('You have signed in', 'You may now close this window.');
  }
  const redirectUri = wish.parameters.get('redirect_uri') ?? '';
  const { platform } = redirectionIn(wish.app, redirectUri);
  const code = `1.${randomBytes(48).toString('base64url')}`;
  state.codes.set(code, { wish, grantee, redirectUri, platform, used: false });
  return redirectTo(redirectUri, { code, ...stateOf(wish.parameters), session_state: 'a-session' });
}

function peopleOf(state: EntraState, tenantName: string) {
  const tenant = tenantNamed(state.options, tenantName);
  return (tenant ? [tenant] : state.options.tenants).flatMap(({ users }) => users);
}

function granteeNamed(state: EntraState, tenantName: string, name: string): Grantee & { isAdmin: boolean } {
  const inPath = tenantNamed(state.options, tenantName);
  const tenant = (inPath ? [inPath] : state.options.tenants).find(({ users }) =>
    users.some((user) => user.name === name),
  );
  const user = tenant?.users.find((known) => known.name === name);
  if (!tenant || !user)
    throw new EntraError(50020, 'invalid_request', `User account '${name}' does not exist in tenant.`);
  return { tenant, user, isAdmin: name.startsWith('admin@') };
}

export function deviceCode(state: EntraState, tenant: string, { form }: Asked): Answer {
  const app = appIn(state.options, tenant, form.get('client_id'));
  const code = randomBytes(32).toString('base64url');
  const userCode = randomBytes(5).toString('hex').toUpperCase().slice(0, 9);
  const parameters = new URLSearchParams({ device: code });
  state.devices.set(code, {
    wish: { tenant, app, parameters, scopes: readScopes(form.get('scope')) },
    userCode,
  });
  return jsonAnswer(200, {
    user_code: userCode,
    device_code: code,
    verification_uri: `${state.origin}/common/oauth2/deviceauth`,
    expires_in: 900,
    interval: state.options.interval ?? 5,
    message: `To sign in, use a web browser to open the page and enter the code ${userCode} to authenticate.`,
  });
}

export function devicePage(state: EntraState, { method, form }: Asked): Answer {
  const enter = (words: string) =>
    pageAnswer('Enter code', words, {
      hidden: {},
      field: { name: 'user_code', words: 'Code' },
      choices: [{ value: 'next', words: 'Next' }],
    });
  if (method !== 'POST') return enter('');
  if (form.has('request')) return decide(state, form);
  const typed = (form.get('user_code') ?? '').trim().toUpperCase();
  const found = [...state.devices.values()].find(({ userCode, expired }) => userCode === typed && !expired);
  return found
    ? signInPage(state, found.wish, null)
    : enter('That code didn’t work. Check the code and try again.');
}

export function adminConsent(state: EntraState, tenantName: string, { method, url, form }: Asked): Answer {
  const parameters = url.searchParams;
  if (method !== 'POST') {
    const app = appIn(state.options, tenantName, parameters.get('client_id'));
    redirectionIn(app, parameters.get('redirect_uri'));
    return pageAnswer('Permissions requested: review for your organization', app.clientId, {
      hidden: {},
      choices: [
        { value: 'accept', words: 'Accept' },
        { value: 'cancel', words: 'Cancel' },
      ],
    });
  }
  const redirectUri = parameters.get('redirect_uri') ?? '';
  if (form.get('choice') !== 'accept')
    return redirectTo(redirectUri, {
      error: 'permission_denied',
      error_description: 'The admin canceled the request',
      ...stateOf(parameters),
    });
  const tenant = tenantNamed(state.options, tenantName) ?? state.options.tenants[0];
  return redirectTo(redirectUri, {
    tenant: tenant?.id ?? '',
    admin_consent: 'True',
    ...stateOf(parameters),
  });
}

function stateOf(parameters: URLSearchParams): { state?: string } {
  const state = parameters.get('state');
  return state === null ? {} : { state };
}

function toApp(parameters: URLSearchParams, error: EntraError): Answer {
  const { error: code, error_description } = errorDocument(error);
  return redirectTo(parameters.get('redirect_uri') ?? '', {
    error: code,
    error_description,
    ...stateOf(parameters),
  });
}
