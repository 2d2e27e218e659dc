import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useMemo, useRef } from 'react';
import type { Draft } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { failureKind } from '../../ui/diagnosis-of.ts';
import { useTexts } from '../../use-texts.ts';
import { createDraftKeeper, type DraftKeeper } from './draft-keeper.ts';

const KeeperContext = createContext<DraftKeeper | null>(null);

/** Keeps what is typed in the wizard, also where the window closes on it. */
export function DraftsProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTexts();
  const { client, queries } = useBackend();
  const queryClient = useQueryClient();
  const tell = useRef<(error: unknown) => void>(() => undefined);
  tell.current = (error) => {
    const failure = failureKind(error);
    const message = failure.kind === 'diagnosed' ? failure.diagnosis.title : t(`lost.${failure.kind}Title`);
    notifications.show({ id: 'drafts', color: 'red', title: t('onboarding:drafts.notKept'), message });
  };
  const keeper = useMemo(() => {
    const { list } = queries.onboarding.drafts;
    const { save, remove } = client.onboarding.drafts;
    const queryKey = list.queryKey();
    return createDraftKeeper({
      show: (change) => {
        const apply = () => {
          queryClient.setQueryData(queryKey, (drafts: Draft[] = []) => change(drafts));
        };
        if (queryClient.getQueryData(queryKey)) {
          // A list that is under way knows nothing of the change.
          void queryClient.cancelQueries({ queryKey });
          apply();
        } else void queryClient.ensureQueryData(list.queryOptions()).then(apply, apply);
      },
      save,
      remove: (id) => remove({ id }),
      failed: (error) => tell.current(error),
      now: () => new Date(),
    });
  }, [client, queries, queryClient]);

  useEffect(() => {
    window.addEventListener('pagehide', keeper.flush);
    document.addEventListener('visibilitychange', keeper.flush);
    return () => {
      window.removeEventListener('pagehide', keeper.flush);
      document.removeEventListener('visibilitychange', keeper.flush);
      keeper.flush();
    };
  }, [keeper]);
  return <KeeperContext value={keeper}>{children}</KeeperContext>;
}

export function useDraftKeeper(): DraftKeeper {
  const keeper = use(KeeperContext);
  if (!keeper) throw new Error('useDraftKeeper needs a DraftsProvider above it');
  return keeper;
}
