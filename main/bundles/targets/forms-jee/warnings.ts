import { aemScopes } from '../../aem/scopes.ts';
import { clientSecret, practice, refreshTokenMissing, smtpScopeMissing } from '../../aem/warnings.ts';
import { isMicrosoft } from '../../microsoft.ts';
import type { BundleInput } from '../../target.ts';
import { clientSecretExpiry } from '../../warnings/client-secret-expiry.ts';
import { inWords, type Warning } from '../../warnings/warning.ts';

/** What will keep Forms on JEE from using the mailbox, now or soon, as sentences for the admin. */
export function warnings(input: BundleInput): string[] {
  const [sending = ''] = aemScopes(input);
  return inWords(input.texts, [
    ...practice(input),
    ...provider(input),
    ...clientSecret(input),
    ...refreshTokenMissing(input),
    ...smtpScopeMissing(input, sending),
    ...mailServers(input),
    ...clientSecretExpiry(input),
  ]);
}

/** Adobe describes OAuth for Microsoft 365 alone, and not with apps for personal accounts only. */
function provider(input: BundleInput): Warning[] {
  const { account } = input;
  if (account.provider === 'practice') return [];
  if (account.provider === 'microsoft-personal') return [warning('personalAccount')];
  return isMicrosoft(input) ? [] : [warning('microsoftOnly')];
}

function mailServers({ connection }: BundleInput): Warning[] {
  const { smtp, imap } = connection.mail;
  const open = [smtp, imap].find((server) => server?.security === 'none');
  return [
    ...(smtp ? [] : [{ key: 'noSmtpServer' }]),
    ...(imap ? [] : [warning('noImapServer')]),
    ...(open ? [warning('withoutTls', { host: open.host })] : []),
  ];
}

function warning(key: string, values: Readonly<Record<string, string>> = {}): Warning {
  return { key: `bundleFormsJee:warnings.${key}`, ...values };
}
