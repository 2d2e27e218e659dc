import type { ApplicationPlan, Login } from './plan.ts';

/** The account as environment variables, for applications that are made to read them. */
export function environment(plan: ApplicationPlan): [name: string, value: string][] {
  const { account, connection } = plan.input;
  const { token, authorization } = connection.endpoints;
  return [
    ['MAIL_ADDRESS', account.address],
    ...server('SMTP', plan.smtp),
    ...(plan.unknown.includes('imap') ? [] : server('IMAP', plan.imap)),
    ...(plan.pop3 ? server('POP3', plan.pop3) : []),
    ...(authorization ? ([['OAUTH_AUTHORIZATION_URL', authorization]] satisfies [string, string][]) : []),
    ['OAUTH_TOKEN_URL', token],
    ['OAUTH_SCOPES', plan.scopes.join(' ')],
    ['OAUTH_CLIENT_ID', account.clientId],
    ...(plan.clientSecret ? ([['OAUTH_CLIENT_SECRET', plan.clientSecret]] satisfies [string, string][]) : []),
    ['OAUTH_REFRESH_TOKEN', plan.refreshToken],
  ];
}

function server(name: string, { host, port, security, user }: Login): [string, string][] {
  return [
    [`${name}_HOST`, host],
    [`${name}_PORT`, String(port)],
    [`${name}_SECURITY`, security],
    [`${name}_USER`, user],
  ];
}
