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
  const pools = new Map<string, { readonly agent: HttpAgent; readonly passed: HttpAgent }>();
  const options = { keepAlive: true, maxSockets: 32, timeout: 60_000 };

  function open(secure: boolean, ca: string | undefined): HttpAgent {
    if (!secure) return new HttpAgent(options);
    return new HttpsAgent({ ...options, secureContext: trusting(ca) });
  }

  return {
    for(url, ca) {
      const secure = url.startsWith('https:');
      const key = secure ? `https ${ca ?? ''}` : 'http';
      const pool = pools.get(key) ?? pooled(open(secure, ca));
      pools.set(key, pool);
      return pool.passed;
    },
    close() {
      for (const { agent } of pools.values()) agent.destroy();
      pools.clear();
    },
  };
}

/**
 * simple-oauth2 deep-copies its options, and a copied agent has copied sockets, which do not work. A function is not
 * copied: this one stands for the agent wherever Node asks it for something.
 */
function pooled(agent: HttpAgent): { agent: HttpAgent; passed: HttpAgent } {
  const passed = new Proxy(() => undefined, {
    get: (_, name) => {
      const value: unknown = Reflect.get(agent, name);
      return typeof value === 'function' ? value.bind(agent) : value;
    },
  });
  return { agent, passed: passed as unknown as HttpAgent };
}
