import type { Adapter, AdapterPayload } from 'oidc-provider';

/**
 * Where the OAuth server keeps its sessions, grants and tokens: in memory and nowhere else. Nothing is written to
 * disk on purpose, since these are secrets and a practice run ends with its process.
 */
export interface GrantStore {
  adapter(model: string): Adapter;
  /** Forgets all there is of one model, such as `AccessToken`. */
  clear(model: string): void;
}

interface Entry {
  readonly payload: AdapterPayload;
  /** Milliseconds since the epoch; undefined lives as long as the process. */
  readonly expiresAt: number | undefined;
}

/** How many entries are kept before what has expired is swept out. */
const sweepAt = 1000;

export function createGrantStore(now: () => number = Date.now): GrantStore {
  const models = new Map<string, Map<string, Entry>>();

  function entries(model: string): Map<string, Entry> {
    let found = models.get(model);
    if (!found) {
      found = new Map();
      models.set(model, found);
    }
    return found;
  }

  function adapter(model: string): Adapter {
    const mine = entries(model);
    const alive = (entry: Entry) => entry.expiresAt === undefined || entry.expiresAt > now();
    const findWhere = (matches: (payload: AdapterPayload) => boolean) => {
      for (const entry of mine.values()) if (alive(entry) && matches(entry.payload)) return entry.payload;
      return undefined;
    };
    return {
      async upsert(id, payload, expiresIn) {
        if (mine.size >= sweepAt) for (const [key, entry] of mine) if (!alive(entry)) mine.delete(key);
        mine.set(id, { payload, expiresAt: expiresIn ? now() + expiresIn * 1000 : undefined });
      },
      async find(id) {
        const entry = mine.get(id);
        return entry && alive(entry) ? entry.payload : undefined;
      },
      async findByUid(uid) {
        return findWhere((payload) => payload.uid === uid);
      },
      async findByUserCode(userCode) {
        return findWhere((payload) => payload.userCode === userCode);
      },
      async consume(id) {
        const payload = mine.get(id)?.payload;
        if (payload) payload.consumed = Math.floor(now() / 1000);
      },
      async destroy(id) {
        mine.delete(id);
      },
      async revokeByGrantId(grantId) {
        for (const [id, entry] of mine) if (entry.payload.grantId === grantId) mine.delete(id);
      },
    };
  }

  return { adapter, clear: (model) => entries(model).clear() };
}
