import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { failureCode } from './ui/diagnosis-of.ts';

/** Failures the contract knows are final; only a lost connection is worth another try by itself. */
export function createQueryClient(): QueryClient {
  /** Whatever finds the vault locked brings the passphrase card back. */
  const noticeLockedVault = (error: unknown) => {
    if (failureCode(error) === 'VAULT_LOCKED') {
      void queryClient.invalidateQueries({ queryKey: [['settings', 'vaultStatus']] });
    }
  };
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError: noticeLockedVault }),
    mutationCache: new MutationCache({ onError: noticeLockedVault }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnWindowFocus: false,
        staleTime: 5000,
        retry: (count, error) => error instanceof TypeError && count < 3,
      },
      mutations: { networkMode: 'always' },
    },
  });
  return queryClient;
}
