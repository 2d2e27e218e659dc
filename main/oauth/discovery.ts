import type { IncomingMessage } from 'node:http';
import Wreck from '@hapi/wreck';
import { z } from 'zod';
import { type Discovered, type NewAccount, present } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { proxyAt, proxySecrets } from '../proxy/proxy-server.ts';
import { errorCode } from '../vault/durable-file.ts';
import type { HttpAgents, Way } from './http-agents.ts';
import { proxyFailureIn } from './proxy-failure.ts';

const maxBytes = 262_144;

const Metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url().optional(),
  token_endpoint: z.url(),
  device_authorization_endpoint: z.url().optional(),
  revocation_endpoint: z.url().optional(),
  scopes_supported: z.array(z.string()).default([]),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
  authorization_response_iss_parameter_supported: z.boolean().default(false),
});

export interface DiscoveryOptions extends Way {
  readonly agents: HttpAgents;
  /** Milliseconds until the whole document must be there. */
  readonly timeoutMs?: number;
}

/**
 * Asks an OpenID provider for its endpoints (OpenID Connect Discovery 1.0 §4). What it answers is believed only where
 * it speaks for the issuer asked, and every endpoint must be as safe as the issuer.
 *
 * @throws Failure `NETWORK_FAILED` where no answer came, `INVALID_INPUT` where the document lies or is not one
 */
export async function discover(issuer: string, options: DiscoveryOptions): Promise<Discovered> {
  requireSecure(issuer, issuer);
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const metadata = parse(await fetchDocument(url, options), url);
  // §4.3: the issuer must be exactly the one asked; a trailing slash typed or left out is the admin's, not a lie.
  if (metadata.issuer.replace(/\/$/, '') !== issuer.replace(/\/$/, '')) {
    throw refused(`POSTKEY_DISCOVERY_ISSUER_MISMATCH asked ${issuer}, answered ${metadata.issuer}`, url);
  }
  const endpoints = {
    issuer: metadata.issuer,
    authorization: metadata.authorization_endpoint,
    token: metadata.token_endpoint,
    deviceAuthorization: metadata.device_authorization_endpoint,
    revocation: metadata.revocation_endpoint,
  };
  for (const endpoint of Object.values(endpoints)) if (endpoint) requireSecure(endpoint, issuer);
  return {
    issuer: metadata.issuer,
    endpoints: {
      ...present(endpoints),
      token: metadata.token_endpoint,
      issInResponse: metadata.authorization_response_iss_parameter_supported,
      clientAuthentication: metadata.token_endpoint_auth_methods_supported.includes('client_secret_basic')
        ? 'basic'
        : 'post',
    },
    scopesSupported: metadata.scopes_supported,
  };
}

/** How the issuer of an account to be is reached; a login at its proxy cannot be known yet. */
export function wayOf({ ca, proxy }: Pick<NewAccount, 'ca' | 'proxy'>): Way {
  return { ca, ...(proxy ? { proxy: proxyAt(proxy, undefined) } : {}) };
}

/** Whether an address is safe to send secrets to: https, or http that cannot leave this machine (RFC 8252 §8.3). */
export function isSecureAddress(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** Stricter than elsewhere: no resolver is asked to keep `*.localhost` here. @param hostname as `URL` has it */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

async function fetchDocument(
  url: string,
  { agents, timeoutMs = 15_000, ...way }: DiscoveryOptions,
): Promise<unknown> {
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    // `timeout` of the library starts anew for the body; the race keeps one deadline over both.
    const { payload } = await Promise.race([
      Wreck.get(url, { agent: agents.for(url, way), json: 'force', maxBytes, timeout: timeoutMs }),
      new Promise<never>((_, reject) =>
        deadline.addEventListener('abort', () => reject(new Error('timeout'))),
      ),
    ]);
    return payload;
  } catch (error) {
    throw proxyFailureIn(error, { url, secrets: proxySecrets(way.proxy) }) ?? fetchFailure(error, url);
  }
}

function fetchFailure(error: unknown, url: string): Failure {
  const { host } = new URL(url);
  const data =
    error instanceof Error && 'data' in error
      ? (error.data as { res?: IncomingMessage; code?: string } | null)
      : null;
  const status = data?.res?.statusCode;
  const message = error instanceof Error ? error.message : '';
  // The library hangs up on a body that is too long, and then tells of the hanging up only.
  const brokenOff = message === 'Payload stream closed prematurely';
  if (brokenOff && (data?.res?.socket.bytesRead ?? 0) > maxBytes)
    return refused('POSTKEY_DISCOVERY_TOO_LARGE', url);
  if (status !== undefined && !brokenOff) return refused(`POSTKEY_DISCOVERY_FAILED HTTP ${status}`, url);
  const reason = data?.code ?? errorCode(error) ?? message;
  const evidence = message === 'timeout' ? `POSTKEY_TIMEOUT discovery ${host}` : `${reason} ${host}`;
  return new Failure('NETWORK_FAILED', { where: 'network', evidence, context: { host, url } });
}

function parse(document: unknown, url: string): z.infer<typeof Metadata> {
  const parsed = Metadata.safeParse(document);
  if (parsed.success) return parsed.data;
  throw refused(`POSTKEY_DISCOVERY_FAILED ${z.prettifyError(parsed.error).slice(0, 500)}`, url);
}

function requireSecure(address: string, issuer: string): void {
  if (!isSecureAddress(address)) throw refused(`POSTKEY_DISCOVERY_INSECURE ${address}`, issuer);
}

function refused(evidence: string, url: string): Failure {
  return new Failure('INVALID_INPUT', {
    where: 'network',
    evidence,
    context: { url, host: new URL(url).host },
  });
}
