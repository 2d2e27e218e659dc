import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { type Environment, proxyFor } from '../proxy/environment.ts';
import { type ProxyServer, proxyUrl } from '../proxy/proxy-server.ts';
import { trusting } from '../trust.ts';
import { TunnelAgent } from './tunnel-agent.ts';

/** How a server is to be reached. */
export interface Way {
  /** Certificates (PEM) trusted besides the system's. */
  readonly ca?: string | undefined;
  /** Goes before the one that the environment names. */
  readonly proxy?: ProxyServer | undefined;
}

/** Kept connections, one pool for each way. */
export interface HttpAgents {
  for(url: string, way?: Way): HttpAgent;
  close(): void;
}

/**
 * Refreshing many accounts of one provider would be mostly handshakes if connections were not shared.
 *
 * @param environment names the proxy for whoever has none of their own
 */
export function createHttpAgents(environment: Environment = {}): HttpAgents {
  const pools = new Map<string, HttpAgent>();
  const options = { keepAlive: true, maxSockets: 32, timeout: 60_000 };

  function open(secure: boolean, ca: string | undefined, proxy: ProxyServer | undefined): HttpAgent {
    if (!secure) return new HttpAgent(options);
    const trusted = { ...options, secureContext: trusting(ca) };
    return proxy ? new TunnelAgent(proxy, trusted) : new HttpsAgent(trusted);
  }

  return {
    for(url, { ca, proxy: own } = {}) {
      // Plain http is for this machine only, and a proxy's loopback is not ours.
      const secure = url.startsWith('https:');
      const proxy = secure ? (own ?? proxyFor(url, environment)) : undefined;
      const key = secure ? `https ${proxy ? proxyUrl(proxy) : ''} ${ca ?? ''}` : 'http';
      const pool = pools.get(key) ?? open(secure, ca, proxy);
      pools.set(key, pool);
      return pool;
    },
    close() {
      for (const pool of pools.values()) pool.destroy();
      pools.clear();
    },
  };
}
