import { clientSecretExpiry } from '../warnings/client-secret-expiry.ts';
import { inWords, type Warning } from '../warnings/warning.ts';
import type { Application } from './application.ts';
import type { ApplicationPlan, Login } from './plan.ts';

/** What will keep an application from using the mailbox with its bundle, now or soon, as sentences for the admin. */
export function applicationWarnings(plan: ApplicationPlan, application: Application): string[] {
  const { texts, account } = plan.input;
  return inWords(texts, [
    ...(account.provider === 'practice' ? [warning('practice')] : []),
    ...(application.tokens === 'refresh' ? ownRefresh(plan) : []),
    ...servers(plan, application),
    ...clientSecretExpiry(plan.input),
  ]);
}

function warning(key: string, values: Readonly<Record<string, string>> = {}): Warning {
  return { key: `bundleTargets:warnings.${key}`, ...values };
}

function ownRefresh({ input }: ApplicationPlan): Warning[] {
  const { account, secrets, refreshTokenLength } = input;
  const asApp = account.grant === 'client_credentials' || account.grant === 'service_account';
  if (asApp) return [warning('appOnly')];
  const missing = secrets ? !secrets.refreshToken : !refreshTokenLength;
  return [
    ...(secrets && !account.publicClient && !secrets.clientSecret ? [warning('clientSecretMissing')] : []),
    ...(missing ? [warning('refreshTokenMissing')] : []),
  ];
}

function servers(plan: ApplicationPlan, { needs }: Application): Warning[] {
  const missing = needs.filter((protocol) => plan.unknown.includes(protocol));
  const used = [plan.smtp, plan.imap, plan.pop3].filter((login): login is Login => login !== undefined);
  const open = used.find(({ security }) => security === 'none');
  return [
    ...missing.map((protocol) => warning('noServer', { protocol: protocol.toUpperCase() })),
    ...(open ? [warning('withoutTls', { host: open.host })] : []),
  ];
}
