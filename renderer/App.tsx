import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { useMemo } from 'react';
import type { Client } from '../preload/contract/index.ts';
import { BackendProvider } from './backend.tsx';
import { createQueryClient } from './query-client.ts';
import { Shell } from './Shell.tsx';
import { SettingsFollower } from './settings/SettingsFollower.tsx';
import { cssVariables, theme } from './theme.ts';
import { Notices } from './ui/Notices.tsx';
import { VaultGate } from './vault/VaultGate.tsx';

interface AppProps {
  readonly client: Client;
  /** The texts to begin with; the settings may choose others. */
  readonly texts: i18n;
  readonly nonce: string;
}

export function App({ client, texts, nonce }: AppProps) {
  const queryClient = useMemo(createQueryClient, []);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      cssVariablesResolver={cssVariables}
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queryClient}>
        <BackendProvider client={client}>
          <SettingsFollower texts={texts}>
            <VaultGate>
              <Shell />
            </VaultGate>
            <Notices />
          </SettingsFollower>
        </BackendProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
