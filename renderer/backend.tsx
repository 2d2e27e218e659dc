import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { createContext, type ReactNode, use, useMemo } from 'react';
import type { Client } from '../preload/contract/index.ts';

interface Backend {
  readonly client: Client;
  readonly queries: RouterUtils<Client>;
}

const BackendContext = createContext<Backend | null>(null);

export function BackendProvider({ client, children }: { client: Client; children: ReactNode }) {
  const backend = useMemo(() => ({ client, queries: createTanstackQueryUtils(client) }), [client]);
  return <BackendContext value={backend}>{children}</BackendContext>;
}

/** The contract: `client` for streams, `queries` for TanStack Query. */
export function useBackend(): Backend {
  const backend = use(BackendContext);
  if (!backend) throw new Error('useBackend needs a BackendProvider above it');
  return backend;
}
