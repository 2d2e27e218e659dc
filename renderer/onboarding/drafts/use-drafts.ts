import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { useBackend } from '../../backend.tsx';
import { useDraftKeeper } from './DraftsProvider.tsx';
import { type Draft, freshDraft } from './draft.ts';

/** All drafts, the newest first; undefined until they are known. What cannot be read holds nobody up. */
export function useDrafts(): readonly Draft[] | undefined {
  const { queries } = useBackend();
  const keeper = useDraftKeeper();
  const drafts = useQuery(
    queries.onboarding.drafts.list.queryOptions({
      staleTime: Number.POSITIVE_INFINITY,
      // Another window may have gone on with one.
      refetchOnWindowFocus: () => (keeper.isIdle() ? 'always' : false),
    }),
  );
  return drafts.data ?? (drafts.isError ? [] : undefined);
}

/**
 * One draft and how to change it. One that is not kept yet begins with `known`, and is kept from its first change on.
 * To be used once the drafts are known.
 */
export function useDraft(
  id: string | undefined,
  known: Partial<Draft>,
): readonly [Draft, (change: Partial<Draft>) => void] {
  const keeper = useDraftKeeper();
  const [ownId] = useState(newDraftId);
  const wanted = id ?? ownId;
  const kept = useDrafts()?.find((each) => each.id === wanted);
  const draft = kept ?? freshDraft(wanted, known);
  const latest = useRef(draft);
  latest.current = draft;
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const change = useCallback(
    (changes: Partial<Draft>) => {
      // Two changes may come before the next drawing.
      latest.current = { ...latest.current, ...changes };
      keeper.save(latest.current);
      // The list tells of its change a moment later; by then a field would have taken its old value back, and the caret
      // would be at its end.
      redraw();
    },
    [keeper],
  );
  useEffect(() => keeper.flush, [keeper]);
  return [draft, change];
}

export function newDraftId(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
