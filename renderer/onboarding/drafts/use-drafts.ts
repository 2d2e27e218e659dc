import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { type Draft, freshDraft, readDrafts } from './draft.ts';
import { createDraftStore } from './draft-store.ts';

const CHANGED = 'postkey-drafts';

/** All drafts, the newest first. */
export function useDrafts(): readonly Draft[] {
  const kept = useSyncExternalStore(subscribe, snapshot);
  return useMemo(() => readDrafts(kept), [kept]);
}

/** One draft and how to change it; a change is kept at once. A draft that is not kept yet begins with `known`. */
export function useDraft(
  id: string | undefined,
  known: Partial<Draft>,
): readonly [Draft, (change: Partial<Draft>) => void] {
  const [ownId] = useState(newDraftId);
  const drafts = useDrafts();
  const [unkept, setUnkept] = useState<Draft | null>(null);
  const wanted = id ?? ownId;
  const draft =
    drafts.find((each) => each.id === wanted) ??
    (unkept?.id === wanted ? unkept : freshDraft(wanted, new Date().toISOString(), known));
  const change = useCallback(
    (changes: Partial<Draft>) => {
      const changed = { ...draft, ...changes, changedAt: new Date().toISOString() };
      setUnkept(changed);
      saveDraft(changed);
    },
    [draft],
  );
  return [draft, change];
}

export function newDraftId(): string {
  return crypto.randomUUID().replaceAll('-', '');
}

export function saveDraft(draft: Draft): void {
  createDraftStore(window.localStorage).save(draft);
  window.dispatchEvent(new Event(CHANGED));
}

export function removeDraft(id: string): void {
  createDraftStore(window.localStorage).remove(id);
  window.dispatchEvent(new Event(CHANGED));
}

function snapshot(): string | null {
  return createDraftStore(window.localStorage).snapshot();
}

/** `storage` tells of other windows, `CHANGED` of this one. */
function subscribe(changed: () => void): () => void {
  window.addEventListener('storage', changed);
  window.addEventListener(CHANGED, changed);
  return () => {
    window.removeEventListener('storage', changed);
    window.removeEventListener(CHANGED, changed);
  };
}
