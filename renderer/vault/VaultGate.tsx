import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { CreateVault } from './CreateVault.tsx';
import { UnlockVault } from './UnlockVault.tsx';
import { WelcomeCard } from './WelcomeCard.tsx';

/** Nothing of the app shows until there is an open vault: asked once at first start, and where it is locked. */
export function VaultGate({ children }: { readonly children: ReactNode }) {
  const { queries } = useBackend();
  const status = useQuery(queries.settings.vaultStatus.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  if (status.isError) {
    return (
      <WelcomeCard>
        <FailureCard error={status.error} />
      </WelcomeCard>
    );
  }
  switch (status.data?.state) {
    case undefined:
      return null;
    case 'new':
      return <CreateVault choices={status.data.choices} />;
    case 'locked':
      return <UnlockVault keeper={status.data.keeper} />;
    case 'open':
      return children;
  }
}
