import type { i18n } from 'i18next';
import type { z } from 'zod';
import {
  type Account,
  type TokenInsight as Described,
  MailProtocol,
  type MailServers,
  type RefreshTokenRules,
} from '../../preload/contract/index.ts';
import type { Secrets } from '../vault/secrets.ts';
import { inspectToken, type TokenFinding, type TokenInsight } from './insight.ts';
import { type RefreshTokenOutlook, signInOutlook } from './refresh-outlook.ts';

export interface TokenDescription {
  readonly account: Account;
  readonly secrets: Secrets;
  /** The servers that the token shall be good for. */
  readonly mail: MailServers;
  readonly rules: z.infer<typeof RefreshTokenRules> | undefined;
  readonly texts: i18n;
  readonly now: Date;
}

/** What an account's access token says of itself, and how long its sign-in lasts, in words. No token is in it. */
export function describeToken({ account, secrets, mail, rules, texts, now }: TokenDescription): Described {
  const outlook = describeOutlook(signInOutlook(account, secrets, rules), texts);
  if (!secrets.accessToken) return { format: 'none', findings: [], outlook };
  const insight = inspectToken(secrets.accessToken, {
    now,
    mailbox: account.address,
    protocols: MailProtocol.options.filter((protocol) => mail[protocol]),
  });
  const { findings, issuedAt, expiresAt, scopes, roles, ...rest } = insight;
  return {
    ...rest,
    ...(scopes ? { scopes: [...scopes] } : {}),
    ...(roles ? { roles: [...roles] } : {}),
    ...(issuedAt ? { issuedAt: issuedAt.toISOString() } : {}),
    ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
    findings: findings.map((finding) => words(finding, insight, account, texts)),
    outlook,
  };
}

function words(
  finding: TokenFinding,
  { audience, user }: TokenInsight,
  account: Account,
  texts: i18n,
): string {
  return texts.t(`insight:finding.${finding.replace(':', '.')}`, {
    audience,
    user,
    mailbox: account.address,
  });
}

function describeOutlook(outlook: RefreshTokenOutlook | null, texts: i18n): Described['outlook'] {
  if (!outlook) return null;
  return {
    endsAt: outlook.endsAt?.toISOString() ?? null,
    keptAliveByUse: outlook.keptAliveByUse,
    text: texts.t(`insight:outlook.${outlook.reason}`),
  };
}
