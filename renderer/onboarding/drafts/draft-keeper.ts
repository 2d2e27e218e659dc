import { type Draft, withDraft } from './draft.ts';

/** Shows a change at once and keeps it after a short pause, so that not every key is written to disk. */
export interface DraftKeeper {
  /** @returns it with the time of its change, which is now */
  save(draft: Draft): Draft;
  remove(id: string): void;
  /** Keeps now what waits: the window may be gone in a moment. */
  flush(): void;
  /** Whether everything that is shown is kept, or on its way. */
  isIdle(): boolean;
}

export interface DraftKeeperOptions {
  /** Changes the drafts that the window shows. */
  readonly show: (change: (drafts: readonly Draft[]) => Draft[]) => void;
  readonly save: (draft: Draft) => Promise<unknown>;
  readonly remove: (id: string) => Promise<unknown>;
  readonly failed: (error: unknown) => void;
  readonly now: () => Date;
}

/** Milliseconds without a key. */
const PAUSE = 400;

export function createDraftKeeper({ show, save, remove, failed, now }: DraftKeeperOptions): DraftKeeper {
  const waiting = new Map<string, Draft>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    clearTimeout(timer);
    const drafts = [...waiting.values()];
    waiting.clear();
    // Side by side: the app keeps the newer of two states, whichever arrives first.
    for (const draft of drafts) save(draft).catch(failed);
  }

  return {
    save(changed) {
      const draft = { ...changed, changedAt: now().toISOString() };
      show((drafts) => withDraft(drafts, draft));
      waiting.set(draft.id, draft);
      clearTimeout(timer);
      timer = setTimeout(flush, PAUSE);
      return draft;
    },
    remove(id) {
      show((drafts) => drafts.filter((draft) => draft.id !== id));
      waiting.delete(id);
      remove(id).catch(failed);
    },
    flush,
    isIdle: () => waiting.size === 0,
  };
}
