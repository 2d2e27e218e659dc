import type { Endpoints, MailServers } from '../../../preload/contract/index.ts';
import type { Provider, ProviderFacts } from './provider.ts';
import { noRegistrations } from './registrations.ts';

/** Where the practice provider is now; its ports, client and certificates are new at each start. */
export interface PracticeWhereabouts {
  readonly endpoints: Endpoints;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly mail: MailServers;
  readonly caPem: string;
}

/**
 * The practice provider as a provider like any other, except that its addresses are asked for at each use.
 *
 * @param find where it runs @throws Failure `PRACTICE_NOT_RUNNING`
 */
export function practiceProvider(find: () => Promise<PracticeWhereabouts>): Provider {
  return {
    summary,
    async complete({ clientSecret: _, issuer: __, serviceAccountKey: ___, ...draft }) {
      const { clientId } = await find();
      return {
        ...draft,
        label: draft.label ?? draft.address,
        clientId,
        publicClient: true,
        scopes: draft.scopes ?? [],
      };
    },
    async connect(account) {
      const { endpoints, clientId, scopes, mail, caPem } = await find();
      return {
        endpoints,
        clientId,
        scopes: account.scopes.length > 0 ? account.scopes : scopes,
        mail: { ...mail, ...account.mail },
        ca: account.ca ? `${caPem}\n${account.ca}` : caPem,
      };
    },
    redirectUri: (account) => account.redirectUri ?? 'http://127.0.0.1/',
    authorizationParameters: () => ({ prompt: 'consent' }),
  };
}

const summary: ProviderFacts = {
  id: 'practice',
  family: 'practice',
  support: 'full',
  notice: null,
  prerequisites: [],
  grants: ['authorization_code', 'device_code'],
  needs: [],
  registrations: noRegistrations,
  scopes: { requested: [], protocols: {} },
  permissions: [],
  mail: {},
  portal: {},
};
