import { createRouterClient } from '@orpc/server';
import type { Client } from '../preload/contract/index.ts';
import type { Host } from './host/host.ts';
import { keepWatch } from './mail/watch.ts';
import { keepFresh } from './oauth/keep-fresh.ts';
import { createRouter, type Router } from './router.ts';
import { createServices, type ServiceOptions, type Services } from './services.ts';

export interface App {
  readonly services: Services;
  /** Serves the contract; both doors mount it. */
  readonly router: Router;
  /** The same, called directly. */
  readonly client: Client;
  close(): Promise<void>;
}

/** The whole app on a host. */
export function createApp(host: Host, options: ServiceOptions = {}): App {
  return runApp(createServices(host, options));
}

/** Serves the contract over services, and renews tokens ahead of their end until it is closed. */
export function runApp(services: Services): App {
  const router = createRouter(services);
  const stopRenewal = startRenewal(services);
  const stopWatch = keepWatch(services.mail.watch);
  return {
    services,
    router,
    client: createRouterClient(router),
    async close() {
      stopRenewal();
      stopWatch();
      await services.close();
    },
  };
}

function startRenewal({ accounts, vault, tokens, notices, outlook }: Services): () => void {
  const told = new Set<string>();
  return keepFresh({
    accounts: accounts.list,
    readSecrets: vault.read,
    refresh: async (account, minLifeSeconds) => {
      await tokens.refresh(account, { minLifeSeconds });
      told.delete(account.id);
    },
    dueBy: (account, secrets) => outlook(account, secrets)?.useBy ?? null,
    now: Date.now,
    failed: (account, failure) => {
      if (failure.code !== 'NEEDS_SIGN_IN' || told.has(account.id)) return;
      told.add(account.id);
      notices.needsSignIn(account);
    },
  });
}
