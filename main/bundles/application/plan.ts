import type { MailProtocol, MailServer } from '../../../preload/contract/index.ts';
import { placeholderPrefix } from '../placeholder.ts';
import { renewBy } from '../renew-by.ts';
import type { BundleInput } from '../target.ts';

/** What an application needs to know of an account, whatever its format. */
export interface ApplicationPlan {
  readonly input: BundleInput;
  readonly smtp: Login;
  readonly imap: Login;
  readonly pop3: Login | undefined;
  /** Those the account has no server for; its login has a name to be filled in. */
  readonly unknown: readonly MailProtocol[];
  /** A placeholder where it is not included; undefined where a public client has none (RFC 6749 §2.1). */
  readonly clientSecret: string | undefined;
  /** A placeholder where it is not included. */
  readonly refreshToken: string;
  /** At least one of them is not a placeholder. */
  readonly holdsSecrets: boolean;
  readonly scopes: readonly string[];
  /** What a refresh has to ask for, where the provider might give a token for another service. */
  readonly refreshScope: string | undefined;
  /** The day by which the refresh token should have been replaced. */
  readonly renewBy: Date;
}

/** A mail server, and who signs in there. */
export interface Login extends MailServer {
  readonly user: string;
}

/** Where files look for the certificates of an account that brings its own; the README has them copied there. */
export const caPath = '/etc/ssl/postkey-ca.pem';

/** Works out once what all files of a bundle share. */
export function planApplication(input: BundleInput): ApplicationPlan {
  const { account, connection, secrets } = input;
  const { mail, scopes, tokenScopes } = connection;
  // Reading is as the mailbox, sending as the one who signed in for it.
  const sender = account.signInAs ?? account.address;
  const { clientSecret, refreshToken } = secrets ?? {};
  return {
    input,
    smtp: { ...(mail.smtp ?? unknownServer('SMTP', 587, 'starttls')), user: sender },
    imap: { ...(mail.imap ?? unknownServer('IMAP', 993, 'tls')), user: account.address },
    pop3: mail.pop3 && { ...mail.pop3, user: account.address },
    unknown: (['smtp', 'imap'] as const).filter((protocol) => !mail[protocol]),
    clientSecret: account.publicClient ? undefined : clientSecret || `${placeholderPrefix}CLIENT_SECRET`,
    refreshToken: refreshToken || `${placeholderPrefix}REFRESH_TOKEN`,
    holdsSecrets: Boolean(refreshToken || (clientSecret && !account.publicClient)),
    scopes: tokenScopes ?? scopes,
    refreshScope: tokenScopes?.join(' '),
    renewBy: renewBy(input),
  };
}

function unknownServer(name: string, port: number, security: MailServer['security']): MailServer {
  return { host: `${placeholderPrefix}${name}_HOST`, port, security };
}
