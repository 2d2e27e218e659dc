import { Resolver } from 'node:dns/promises';
import Wreck from '@hapi/wreck';
import type { Detected, MailServers } from '../../../preload/contract/index.ts';
import { errorCode } from '../../vault/durable-file.ts';
import type { HttpAgents } from '../http-agents.ts';
import { type Authorities, relocate } from '../providers/authorities.ts';
import { readAutoconfig } from './autoconfig.ts';
import { providerOfDomain, providersOfServer } from './known-domains.ts';

export interface DetectOptions {
  /** The servers that take mail for a domain; empty where it has none. Rejects where the network cannot be asked. */
  readonly resolveMx: (domain: string) => Promise<readonly string[]>;
  /** The autoconfig document of a domain; null where there is none. Rejects where the network cannot be asked. */
  readonly fetchAutoconfig: (domain: string) => Promise<string | null>;
  /** Milliseconds for everything that is asked over the network. */
  readonly timeoutMs?: number;
}

/**
 * Finds out where a mailbox is by its address. It is an aid: whatever goes wrong makes it know less and nothing else.
 */
export function createDetect(options: DetectOptions): (address: string) => Promise<Detected> {
  const { timeoutMs = 6_000 } = options;
  return async (address) => {
    const domain = asciiDomain(address.slice(address.lastIndexOf('@') + 1));
    const known = providerOfDomain(domain);
    if (known) return { provider: known, how: 'domain', candidates: [known], online: true };
    if (!domain) return nothing(true);
    const deadline = after(timeoutMs);
    try {
      const [mx, document] = await Promise.all([
        settled(options.resolveMx(domain), deadline.promise),
        settled(options.fetchAutoconfig(domain), deadline.promise),
      ]);
      const byMx = firstKnown(mx ?? []);
      const mail = document ? readAutoconfig(document, domain) : null;
      const byServer = firstKnown(mail ? hostsOf(mail) : []);
      if (byMx.length > 0) return found(byMx, 'mx', null);
      if (byServer.length > 0) return found(byServer, 'autoconfig', null);
      if (mail) return found(['custom'], 'autoconfig', mail);
      return nothing(mx !== undefined || document !== undefined);
    } finally {
      deadline.cancel();
    }
  };
}

/** Asks the system's name servers, Mozilla's list of providers and the domain itself. */
export function networkDetectOptions(agents: HttpAgents, authorities: Authorities): DetectOptions {
  const document = async (address: string): Promise<string | null> => {
    const url = relocate(authorities, address);
    const { res, payload } = await Wreck.get<Buffer>(url, {
      agent: agents.for(url),
      timeout: 4_000,
      maxBytes: 262_144,
    });
    return res.statusCode === 200 ? payload.toString('utf8') : null;
  };
  const orNothing = (error: unknown) => {
    if (isAnswer(error)) return null;
    throw error;
  };
  return {
    async resolveMx(domain) {
      try {
        const records = await new Resolver({ timeout: 2_000, tries: 1 }).resolveMx(domain);
        return records.sort((a, b) => a.priority - b.priority).map(({ exchange }) => exchange);
      } catch (error) {
        if (['ENODATA', 'ENOTFOUND'].includes(errorCode(error) ?? '')) return [];
        throw error;
      }
    },
    async fetchAutoconfig(domain) {
      const asked = await Promise.allSettled([
        document(`https://autoconfig.thunderbird.net/v1.1/${domain}`).catch(orNothing),
        document(`https://autoconfig.${domain}/mail/config-v1.1.xml`).catch(orNothing),
      ]);
      const answers = asked.filter((answer) => answer.status === 'fulfilled');
      const [refused] = asked.filter((answer) => answer.status === 'rejected');
      const text = answers.find(({ value }) => value !== null)?.value ?? null;
      if (answers.length === 0 && refused) throw refused.reason;
      return text;
    },
  };
}

/** The server was reached and has no such document. */
function isAnswer(error: unknown): boolean {
  return error instanceof Error && 'data' in error && Boolean((error.data as { res?: unknown } | null)?.res);
}

function found(candidates: readonly string[], how: Detected['how'], mail: MailServers | null): Detected {
  const [provider = null] = candidates;
  return { provider, how, candidates: [...candidates], online: true, ...(mail ? { mail } : {}) };
}

function nothing(online: boolean): Detected {
  return { provider: null, how: 'none', candidates: [], online };
}

function firstKnown(hosts: readonly string[]): readonly string[] {
  return hosts.map(providersOfServer).find((providers) => providers.length > 0) ?? [];
}

function hostsOf({ imap, smtp, pop3 }: MailServers): string[] {
  return [imap, smtp, pop3].flatMap((server) => (server ? [server.host] : []));
}

/** Names in other scripts are asked for in ASCII (RFC 5891); empty where it is no name. */
function asciiDomain(domain: string): string {
  const url = `http://${domain.toLowerCase().replace(/\.$/, '')}`;
  return /[/:?#@\\]/.test(domain) || !URL.canParse(url) ? '' : new URL(url).hostname;
}

async function settled<T>(asked: Promise<T>, deadline: Promise<undefined>): Promise<T | undefined> {
  return Promise.race([asked.catch(() => undefined), deadline]);
}

function after(ms: number): { readonly promise: Promise<undefined>; cancel(): void } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return { promise, cancel: () => clearTimeout(timer) };
}
