import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { trusting } from '../trust.ts';

/** Kept connections, one pool for each set of trusted certificates. */
export interface HttpAgents {
  /** @param ca certificates (PEM) trusted besides the system's */
  for(url: string, ca?: string): HttpAgent;
  close(): void;
}

/** Refreshing many accounts of one provider would be mostly handshakes if connections were not shared. */
export function createHttpAgents(): HttpAgents {
  const pools = new Map<string, HttpAgent>();
  const options = { keepAlive: true, maxSockets: 32, timeout: 60_000 };

  function open(secure: boolean, ca: string | undefined): HttpAgent {
    if (!secure) return new HttpAgent(options);
    return new HttpsAgent({ ...options, secureContext: trusting(ca) });
  }

  return {
    for(url, ca) {
      const secure = url.startsWith('https:');
      const key = secure ? `https ${ca ?? ''}` : 'http';
      const pool = pools.get(key) ?? open(secure, ca);
      pools.set(key, pool);
      return pool;
    },
    close() {
      for (const pool of pools.values()) pool.destroy();
      pools.clear();
    },
  };
}
