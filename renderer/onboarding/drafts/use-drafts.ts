import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
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
  // A query tells of a change a moment later, and a field has to show at once what was typed into it.
  const [typed, setTyped] = useState<Draft | null>(null);
  const draft = newest(typed?.id === wanted ? typed : undefined, kept) ?? freshDraft(wanted, known);
  const latest = useRef(draft);
  latest.current = draft;
  const change = useCallback(
    (changes: Partial<Draft>) => {
      // Two changes may come before the next drawing.
      latest.current = keeper.save({ ...latest.current, ...changes });
      setTyped(latest.current);
    },
    [keeper],
  );
  useEffect(() => keeper.flush, [keeper]);
  return [draft, change];
}

/** What was kept later came from elsewhere, such as another window. */
function newest(typed: Draft | undefined, kept: Draft | undefined): Draft | undefined {
  return typed && kept && kept.changedAt > typed.changedAt ? kept : (typed ?? kept);
}

export function newDraftId(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
