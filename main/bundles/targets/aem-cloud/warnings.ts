import type { MailServer } from '../../../../preload/contract/index.ts';
import { clientSecretExpiry } from '../../warnings/client-secret-expiry.ts';
import { inWords, type Warning } from '../../warnings/warning.ts';
import type { AemCloudPlan } from './plan.ts';
import { isMicrosoft, resources, smtpScope } from './scopes.ts';
import { maxValueLength } from './variables.ts';

/** What will keep AEM from sending mail with this bundle, now or soon, as sentences for the admin. */
export function warnings(plan: AemCloudPlan): string[] {
  return inWords(plan.input.texts, [
    ...practice(plan),
    ...client(plan),
    ...refreshToken(plan),
    ...scopes(plan),
    ...mailServer(plan.input.connection.mail.smtp),
    ...clientSecretExpiry(plan.input),
  ]);
}

function practice({ input }: AemCloudPlan): Warning[] {
  return input.account.provider === 'practice' ? [{ key: 'practice' }] : [];
}

/** AEM always sends a client secret; a public client must send none (RFC 6749 §2.1), and Microsoft insists. */
function client({ input }: AemCloudPlan): Warning[] {
  const { account, secrets } = input;
  if (account.publicClient) return [{ key: 'publicClient' }];
  if (secrets && !secrets.clientSecret) return [{ key: 'clientSecretMissing' }];
  return tooLong('clientSecretTooLong', secrets?.clientSecret?.length);
}

function refreshToken({ input }: AemCloudPlan): Warning[] {
  const length = input.secrets?.refreshToken?.length ?? input.refreshTokenLength;
  if (!length) return [{ key: 'refreshTokenMissing' }];
  return tooLong(input.secrets ? 'refreshTokenTooLongIncluded' : 'refreshTokenTooLong', length);
}

function tooLong(key: string, length = 0): Warning[] {
  return length > maxValueLength ? [{ key, length, max: maxValueLength }] : [];
}

function scopes({ input, scopes: written }: AemCloudPlan): Warning[] {
  const { provider } = input.account;
  const { endpoints, scopes: asked } = input.connection;
  if (!isMicrosoft(provider, endpoints.token)) return [];
  return [
    ...(resources(asked).size > 1 ? [{ key: 'mixedResources', scopes: written.join(' ') }] : []),
    ...(smtpScope(asked) ? [] : [{ key: 'smtpScopeMissing', scope: written[0] ?? '' }]),
  ];
}

function mailServer(smtp: MailServer | undefined): Warning[] {
  if (!smtp) return [{ key: 'noSmtpServer' }];
  return [
    ...(isLoopback(smtp.host) ? [{ key: 'smtpOnLoopback', host: smtp.host }] : []),
    ...(smtp.security === 'none' ? [{ key: 'smtpWithoutTls', host: smtp.host }] : []),
  ];
}

function isLoopback(host: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)\.?$/i.test(host);
}
