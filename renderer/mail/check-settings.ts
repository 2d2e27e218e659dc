import type { MailProtocol, MailSecurity, MailServers } from '../../preload/contract/index.ts';
import { protocols } from './protocols.ts';

/** A server as it is typed. */
export interface ServerDraft {
  readonly host: string;
  readonly port: string;
  readonly security: MailSecurity;
}

/** What one run uses instead of the account's own. */
export interface CheckSettings {
  readonly servers: Partial<Record<MailProtocol, ServerDraft>>;
  /** Empty is the account's own address. */
  readonly to: string;
  /** For each protocol. */
  readonly timeoutSeconds: string;
}

export interface CheckOverrides {
  readonly servers?: MailServers;
  readonly to?: string;
  readonly timeoutSeconds?: number;
}

/** What cannot be used as it is typed, by the field's name: `smtp.host`, `to`. */
export type SettingsProblems = ReadonlySet<string>;

const defaultSeconds = 30;

export function settingsOf(servers: MailServers): CheckSettings {
  const drafts: Partial<Record<MailProtocol, ServerDraft>> = {};
  for (const protocol of protocols) {
    const server = servers[protocol];
    if (server) drafts[protocol] = { ...server, port: String(server.port) };
  }
  return { servers: drafts, to: '', timeoutSeconds: String(defaultSeconds) };
}

export function settingsProblems({ servers, to, timeoutSeconds }: CheckSettings): SettingsProblems {
  const problems = new Set<string>();
  for (const protocol of protocols) {
    const draft = servers[protocol];
    if (!draft) continue;
    if (!/^\S{1,253}$/.test(draft.host.trim())) problems.add(`${protocol}.host`);
    if (wholeNumber(draft.port, 65_535) === null) problems.add(`${protocol}.port`);
  }
  if (to.trim() !== '' && !/^[^\s@]+@[^\s@]+$/.test(to.trim())) problems.add('to');
  if (wholeNumber(timeoutSeconds, 600) === null) problems.add('timeoutSeconds');
  return problems;
}

/** What is not as the account has it; nothing where all is. */
export function overridesOf(settings: CheckSettings, own: MailServers): CheckOverrides {
  const servers: MailServers = {};
  for (const protocol of protocols) {
    const draft = settings.servers[protocol];
    const port = wholeNumber(draft?.port ?? '', 65_535);
    if (draft && port !== null)
      servers[protocol] = { host: draft.host.trim(), port, security: draft.security };
  }
  const to = settings.to.trim();
  const timeoutSeconds = wholeNumber(settings.timeoutSeconds, 600) ?? defaultSeconds;
  return {
    ...(isChanged(servers, own) ? { servers } : {}),
    ...(to === '' ? {} : { to }),
    ...(timeoutSeconds === defaultSeconds ? {} : { timeoutSeconds }),
  };
}

/** Servers that differ from the account's own. */
function isChanged(servers: MailServers, own: MailServers): boolean {
  return protocols.some((protocol) => {
    const [one, other] = [servers[protocol], own[protocol]];
    return one?.host !== other?.host || one?.port !== other?.port || one?.security !== other?.security;
  });
}

function wholeNumber(text: string, most: number): number | null {
  if (!/^\s*\d{1,6}\s*$/.test(text)) return null;
  const value = Number(text);
  return value >= 1 && value <= most ? value : null;
}
