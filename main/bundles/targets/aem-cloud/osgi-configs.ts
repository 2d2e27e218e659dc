import { cfgJson } from '../../osgi/cfg-json.ts';
import type { AemCloudPlan } from './plan.ts';
import { clientSecretVariable, refreshTokenVariable } from './variables.ts';

/** Day CQ Mail Service: AEM talks to the proxy beside it, which forwards to the mail server. */
export function mailServiceConfig(plan: AemCloudPlan): string {
  const { address, signInAs } = plan.input.account;
  return cfgJson([
    ['smtp.host', '$[env:AEM_PROXY_HOST;default=proxy.tunnel]'],
    ['smtp.port', plan.portOrig],
    // The account that consented; for a shared mailbox that is the delegate.
    ['smtp.user', signInAs ?? address],
    // OAuth has no use for it; Adobe's page fills it like this, since a user without a password is an error without OAuth.
    ['smtp.password', 'value not used'],
    ['from.address', address],
    ['smtp.ssl', plan.implicitTls],
    ['smtp.starttls', !plan.implicitTls],
    ['smtp.requiretls', !plan.implicitTls],
    // The dialogue it would write to the log has the access token in it.
    ['debug.email', false],
    ['oauth.flow', true],
  ]);
}

/** CQ Mailer SMTP OAuth2 Provider: how AEM turns the refresh token into access tokens. */
export function oauthProviderConfig(plan: AemCloudPlan): string {
  const { account, connection } = plan.input;
  const { authorization, token } = connection.endpoints;
  return cfgJson([
    ...(authorization ? ([['authUrl', authorization]] as const) : []),
    ['tokenUrl', token],
    ['clientId', account.clientId],
    ['clientSecret', `$[secret:${clientSecretVariable}]`],
    ['scopes', plan.scopes],
    ['authCodeRedirectUrl', connection.redirectUri],
    ['refreshUrl', token],
    ['refreshToken', `$[secret:${refreshTokenVariable}]`],
  ]);
}
