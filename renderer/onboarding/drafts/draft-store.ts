import { type Draft, readDrafts } from './draft.ts';

const KEY = 'postkey.drafts';
const MOST = 40;

/** Keeps drafts where the window finds them again. */
export interface DraftStore {
  /** As it is kept; the same text as long as nothing changes. */
  snapshot(): string | null;
  save(draft: Draft): void;
  remove(id: string): void;
}

export function createDraftStore(storage: Pick<Storage, 'getItem' | 'setItem'>): DraftStore {
  const others = (id: string) => readDrafts(storage.getItem(KEY)).filter((draft) => draft.id !== id);
  const keep = (drafts: readonly Draft[]) => {
    try {
      storage.setItem(KEY, JSON.stringify(drafts.slice(0, MOST)));
    } catch {
      // Storage may be full or switched off: then a draft lasts as long as its page.
    }
  };
  return {
    snapshot: () => storage.getItem(KEY),
    save: (draft) => keep([draft, ...others(draft.id)]),
    remove: (id) => keep(others(id)),
  };
}
