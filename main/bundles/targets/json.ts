import { applicationTarget } from '../application/application.ts';
import type { ApplicationPlan, Login } from '../application/plan.ts';

/** Everything an application needs, as one JSON document, for those that refresh by themselves. */
export const json = applicationTarget({
  id: 'json',
  tokens: 'refresh',
  needs: ['smtp'],
  files: (plan) => [
    {
      path: 'mail.json',
      content: `${JSON.stringify(document(plan), null, 2)}\n`,
      purpose: 'json.file',
      forSecrets: true,
    },
  ],
  steps: () => [{ key: 'json.load' }, { key: 'steps.use' }],
});

function document(plan: ApplicationPlan) {
  const { account, connection } = plan.input;
  const { authorization, token } = connection.endpoints;
  return {
    address: account.address,
    smtp: server(plan.smtp),
    ...(plan.unknown.includes('imap') ? {} : { imap: server(plan.imap) }),
    ...(plan.pop3 ? { pop3: server(plan.pop3) } : {}),
    oauth: {
      ...(authorization ? { authorizationEndpoint: authorization } : {}),
      tokenEndpoint: token,
      scopes: plan.scopes,
      clientId: account.clientId,
      ...(plan.clientSecret ? { clientSecret: plan.clientSecret } : {}),
      refreshToken: plan.refreshToken,
    },
  };
}

function server({ host, port, security, user }: Login) {
  return { host, port, security, user };
}
