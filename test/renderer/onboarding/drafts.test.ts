import { describe, expect, it } from 'vitest';
import { freshDraft, readDrafts } from '../../../renderer/onboarding/drafts/draft.ts';
import { createDraftStore } from '../../../renderer/onboarding/drafts/draft-store.ts';

const draft = freshDraft('d1234567', '2026-01-01T00:00:00Z', {
  provider: 'microsoft365',
  address: 'sales@contoso.com',
  ticked: ['microsoftNew'],
  instances: ['https://author.example'],
  grant: 'device_code',
});

describe('a draft', () => {
  it('comes back as it was kept', () => {
    const store = createDraftStore(memory());
    store.save(draft);
    expect(readDrafts(store.snapshot())).toEqual([draft]);
  });

  it('is kept once, however often it changes, the newest first', () => {
    const store = createDraftStore(memory());
    const other = { ...draft, id: 'e1234567', changedAt: '2026-01-02T00:00:00Z' };
    store.save(other);
    store.save(draft);
    store.save({ ...draft, clientId: 'x', changedAt: '2026-01-03T00:00:00Z' });
    expect(readDrafts(store.snapshot()).map(({ id, clientId }) => [id, clientId])).toEqual([
      ['d1234567', 'x'],
      ['e1234567', ''],
    ]);
    store.remove('d1234567');
    expect(readDrafts(store.snapshot())).toEqual([other]);
  });

  it('is forgotten where the storage refuses it, and nothing breaks', () => {
    const store = createDraftStore({
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    expect(() => store.save(draft)).not.toThrow();
  });

  it.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['no list', '{"id":"d1234567"}'],
    ['no draft', '[1,null,"x",{"id":"../../etc","provider":"x"},{"id":"d1234567"}]'],
  ])('is not made up from %s', (_, kept) => {
    expect(readDrafts(kept)).toEqual([]);
  });

  it('gets back what is sound where part of it was edited', () => {
    const kept = JSON.stringify([
      { ...draft, purpose: 'x', grant: 3, ticked: [1, 'a'], account: '<x>', step: 9 },
    ]);
    expect(readDrafts(kept)).toEqual([
      { ...draft, purpose: 'aem-cloud', grant: null, ticked: ['a'], account: null, step: null },
    ]);
  });
});

function memory() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => {
      items.set(key, value);
    },
  };
}
