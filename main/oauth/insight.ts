import { z } from 'zod';
import type { MailProtocol } from '../../preload/contract/index.ts';

/** What an access token says of itself, or would be expected to say. Its words are `insight:finding.<id>`. */
export type TokenFinding =
  /** For Microsoft Graph: SMTP, IMAP and POP3 want a token for Outlook. */
  | 'graph-audience'
  /** For neither Outlook nor Graph. */
  | 'other-audience'
  /** Names a user other than the mailbox; right only where the mailbox is shared with that user. */
  | 'wrong-user'
  /** No user: the app itself, which needs rights on the mailbox. */
  | 'app-only'
  | 'expired'
  | `missing-scope:${MailProtocol}`;

export interface TokenInsight {
  /** Only a JWT can be looked into. Its signature is not checked, so that nothing here is proof. */
  readonly format: 'jwt' | 'opaque';
  readonly audience?: string;
  /** What the app may do for the user. */
  readonly scopes?: readonly string[];
  /** What the app may do by itself. */
  readonly roles?: readonly string[];
  readonly tenant?: string;
  readonly user?: string;
  readonly expiresAt?: Date;
  readonly issuedAt?: Date;
  readonly appId?: string;
  readonly findings: readonly TokenFinding[];
}

export interface InsightContext {
  readonly now: Date;
  /** The mailbox that was asked for. */
  readonly mailbox?: string;
  /** What the token shall be good for. */
  readonly protocols?: readonly MailProtocol[];
}

/**
 * Looks into an access token. By contract it is opaque to clients, so that an unreadable one is nothing wrong:
 * personal Microsoft accounts and Google hand out such. Claims are those of Microsoft's and of RFC 9068. It never throws.
 */
export function inspectToken(accessToken: string, context: InsightContext): TokenInsight {
  const claims = claimsIn(accessToken);
  if (!claims) return { format: 'opaque', findings: [] };
  const { aud, scp, scope, roles, tid, exp, iat } = claims;
  const audience = Array.isArray(aud) ? aud[0] : aud;
  const scopes = words(scp ?? scope);
  const user = claims.upn ?? claims.preferred_username ?? claims.unique_name ?? claims.email;
  const appId = claims.appid ?? claims.azp ?? claims.client_id;
  const told = {
    ...(audience !== undefined && { audience }),
    ...(scopes && { scopes }),
    ...(roles && { roles }),
    ...(tid !== undefined && { tenant: tid }),
    ...(user !== undefined && { user }),
    ...(exp !== undefined && { expiresAt: new Date(exp * 1000) }),
    ...(iat !== undefined && { issuedAt: new Date(iat * 1000) }),
    ...(appId !== undefined && { appId }),
  };
  const appOnly = claims.idtyp === 'app' || (tid !== undefined && !scopes && roles !== undefined && !user);
  return { format: 'jwt', ...told, findings: findingsOf(told, appOnly, context) };
}

/** Seconds since 1970, within what a Date can hold. */
const Instant = z.number().min(0).max(8.64e12);
const Words = z.union([z.string(), z.array(z.string())]);
const Claims = z.object({
  aud: Words.optional().catch(undefined),
  scp: Words.optional().catch(undefined),
  scope: Words.optional().catch(undefined),
  roles: z.array(z.string()).optional().catch(undefined),
  tid: z.string().optional().catch(undefined),
  upn: z.string().optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
  unique_name: z.string().optional().catch(undefined),
  email: z.string().optional().catch(undefined),
  exp: Instant.optional().catch(undefined),
  iat: Instant.optional().catch(undefined),
  appid: z.string().optional().catch(undefined),
  azp: z.string().optional().catch(undefined),
  client_id: z.string().optional().catch(undefined),
  idtyp: z.string().optional().catch(undefined),
});
type Claims = z.infer<typeof Claims>;

/** Characters; Microsoft's tokens have some thousand. */
const LIMIT = 64 * 1024;
const JWT = /^([\w-]+)\.([\w-]+)\.([\w-]*)$/;

function claimsIn(token: string): Claims | undefined {
  if (token.length > LIMIT) return undefined;
  const [, header = '', payload = ''] = JWT.exec(token.trim()) ?? [];
  const isSigned = z.object({ alg: z.string() }).safeParse(jsonIn(header)).success;
  return isSigned ? Claims.safeParse(jsonIn(payload)).data : undefined;
}

function jsonIn(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function words(value: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof value === 'string' ? value.split(' ').filter(Boolean) : value;
}

const GRAPH: readonly string[] = [
  '00000003-0000-0000-c000-000000000000',
  'https://graph.microsoft.com',
  'https://graph.microsoft.us',
  'https://dod-graph.microsoft.us',
  'https://microsoftgraph.chinacloudapi.cn',
];
const OUTLOOK: readonly string[] = [
  '00000002-0000-0ff1-ce00-000000000000',
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook.office365.us',
  'https://outlook-dod.office365.us',
  'https://partner.outlook.cn',
  'https://ps.outlook.com',
];

function findingsOf(
  told: Omit<TokenInsight, 'format' | 'findings'>,
  appOnly: boolean,
  { now, mailbox, protocols = [] }: InsightContext,
): TokenFinding[] {
  const findings: TokenFinding[] = [];
  const audience = told.audience?.toLowerCase().replace(/\/+$/, '');
  // Only Microsoft's tokens have a tenant; what others write into theirs is not known.
  const isMicrosoft = told.tenant !== undefined && audience !== undefined;
  const isForMail = isMicrosoft && OUTLOOK.includes(audience);
  if (isMicrosoft && !isForMail)
    findings.push(GRAPH.includes(audience) ? 'graph-audience' : 'other-audience');
  if (appOnly) findings.push('app-only');
  else if (mailbox && told.user?.includes('@') && told.user.toLowerCase() !== mailbox.toLowerCase())
    findings.push('wrong-user');
  if (told.expiresAt && told.expiresAt <= now) findings.push('expired');
  if (isForMail) {
    const granted = (appOnly ? told.roles : told.scopes) ?? [];
    const needed = appOnly ? ROLES : SCOPES;
    const missing = protocols.filter((protocol) => !granted.includes(needed[protocol]));
    findings.push(...missing.map((protocol) => `missing-scope:${protocol}` as const));
  }
  return findings;
}

const SCOPES: Readonly<Record<MailProtocol, string>> = {
  smtp: 'SMTP.Send',
  imap: 'IMAP.AccessAsUser.All',
  pop3: 'POP.AccessAsUser.All',
};
const ROLES: Readonly<Record<MailProtocol, string>> = {
  smtp: 'SMTP.SendAsApp',
  imap: 'IMAP.AccessAsApp',
  pop3: 'POP.AccessAsApp',
};
