import type { MailServer } from '../../../../preload/contract/index.ts';
import { isLoopback } from '../../../loopback.ts';
import {
  clientSecret,
  practice,
  refreshTokenLength,
  refreshTokenMissing,
  scopes,
} from '../../aem/warnings.ts';
import { clientSecretExpiry } from '../../warnings/client-secret-expiry.ts';
import { templates } from '../../warnings/templates.ts';
import { inWords, type Warning } from '../../warnings/warning.ts';
import type { AemCloudPlan } from './plan.ts';
import { maxValueLength } from './variables.ts';

/** What will keep AEM from sending mail with this bundle, now or soon, as sentences for the admin. */
export function warnings(plan: AemCloudPlan): string[] {
  const { input } = plan;
  return inWords(input.texts, [
    ...practice(input),
    ...clientSecret(input),
    ...tooLong(plan),
    ...refreshTokenMissing(input),
    ...scopes(input, plan.scopes),
    ...mailServer(input.connection.mail.smtp),
    ...clientSecretExpiry(input),
    ...templates(input, plan.templates),
  ]);
}

function tooLong({ input }: AemCloudPlan): Warning[] {
  const { account, secrets } = input;
  const secretLength = account.publicClient ? 0 : secrets?.clientSecret?.length;
  return [
    ...longerThanAllowed('clientSecretTooLong', secretLength),
    ...longerThanAllowed(
      secrets ? 'refreshTokenTooLongIncluded' : 'refreshTokenTooLong',
      refreshTokenLength(input),
    ),
  ];
}

function longerThanAllowed(key: string, length = 0): Warning[] {
  return length > maxValueLength ? [{ key, length, max: maxValueLength }] : [];
}

function mailServer(smtp: MailServer | undefined): Warning[] {
  if (!smtp) return [{ key: 'noSmtpServer' }];
  return [
    ...(isLoopback(smtp.host) ? [{ key: 'smtpOnLoopback', host: smtp.host }] : []),
    ...(smtp.security === 'none' ? [{ key: 'smtpWithoutTls', host: smtp.host }] : []),
  ];
}
