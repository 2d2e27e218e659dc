import { applicationTarget } from '../application/application.ts';
import type { ApplicationPlan, Login } from '../application/plan.ts';
import { handoverFile, handoverJson } from '../handover/write.ts';

/**
 * Everything an application needs, as one JSON document, for those that refresh by themselves; and beside it what
 * another Postkey imports.
 */
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
    {
      path: handoverFile,
      content: handoverJson([plan.input]),
      purpose: 'json.handover',
      forSecrets: plan.holdsSecrets,
    },
  ],
  steps: () => [{ key: 'json.load' }, { key: 'steps.use' }, { key: 'json.move' }],
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
