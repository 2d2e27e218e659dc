import { useQuery } from '@tanstack/react-query';
import { useBackend } from '../backend.tsx';
import { failureKind } from '../ui/diagnosis-of.ts';

const TRIES = 4;
const AGAIN_MS = 5000;

/**
 * The accounts, live: the list is sent again whenever anything in it changes. The shell holds on to it, so that it
 * goes on while pages come and go; if it ever ends, it is asked for anew.
 */
export function useAccounts() {
  const { queries } = useBackend();
  return useQuery(
    queries.accounts.watch.experimental_liveOptions({
      staleTime: 0,
      refetchInterval: AGAIN_MS,
      retry: (count, error) => count < TRIES && failureKind(error).kind === 'connection',
      retryDelay: (count) => 500 * 2 ** count,
    }),
  );
}
