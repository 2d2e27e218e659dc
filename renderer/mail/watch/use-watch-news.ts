import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { WatchState } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { useTexts } from '../../use-texts.ts';

/** Tells when mail stops or flows again: the browser has no desktop that would. */
export function useWatchNews(state: WatchState | undefined, mailbox: string): void {
  const { t } = useTexts();
  const { queries } = useBackend();
  const queryClient = useQueryClient();
  const before = useRef(state);
  useEffect(() => {
    const last = before.current?.last;
    const first = before.current === undefined;
    before.current = state;
    if (first || !state?.last || state.last.at === last?.at) return;
    void queryClient.invalidateQueries({ queryKey: queries.mail.history.list.key() });
    const { ok } = state.last;
    if (ok === (last?.ok ?? true)) return;
    const message = t(ok ? 'mail:watch.flowsAgain' : 'mail:watch.stopped', { mailbox });
    notifications.show({ message, color: ok ? 'green' : 'red', autoClose: false });
  }, [state, mailbox, t, queries, queryClient]);
}
