import { describe, expect, it } from 'vitest';
import { createDrafts, type DraftsDocument } from '../../../main/oauth/drafts.ts';
import type { Draft } from '../../../preload/contract/index.ts';
import { aDraft } from '../a-draft.ts';

const account = 'aaaaaaaaaaaa';

function draftsIn(document: DraftsDocument = {}) {
  let kept = document;
  const drafts = createDrafts({
    document: {
      read: () => kept,
      write: (value) => {
        kept = value;
      },
    },
    exclusively: async (change) => change(),
    accounts: () => [{ id: account }],
  });
  return { drafts, document: () => kept };
}

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

describe('drafts', () => {
  it('are listed with the newest first, each once', async () => {
    const { drafts } = draftsIn();
    await drafts.save(aDraft({ id: 'd1111111', changedAt: at(1) }));
    await drafts.save(aDraft({ id: 'd2222222', changedAt: at(2) }));
    await drafts.save(aDraft({ id: 'd1111111', changedAt: at(3), address: 'b@x.example' }));
    expect(drafts.list().map(({ id, address }) => [id, address])).toEqual([
      ['d1111111', 'b@x.example'],
      ['d2222222', 'sales@contoso.com'],
    ]);
    await drafts.remove('d1111111');
    expect(drafts.list().map(({ id }) => id)).toEqual(['d2222222']);
  });

  it('are not put back by an older state that arrives late', async () => {
    const { drafts } = draftsIn();
    await drafts.save(aDraft({ changedAt: at(2), clientId: 'new' }));
    await drafts.save(aDraft({ changedAt: at(1), clientId: 'old' }));
    expect(drafts.list()).toMatchObject([{ clientId: 'new' }]);
  });

  it('are 40 at most; what belongs to an account is not counted', async () => {
    const { drafts } = draftsIn();
    await drafts.save(aDraft({ id: 'daccount', account, step: null, changedAt: at(0) }));
    for (let i = 10; i < 52; i += 1) await drafts.save(aDraft({ id: `d00000${i}`, changedAt: at(i) }));
    const ids = drafts.list().map(({ id }) => id);
    expect(ids).toHaveLength(41);
    expect([ids[0], ids[39], ids[40]]).toEqual(['d0000051', 'd0000012', 'daccount']);
  });

  it('go with their account', () => {
    const kept = aDraft({ account: 'bbbbbbbbbbbb' });
    expect(draftsIn({ drafts: { [kept.id]: kept } }).drafts.list()).toEqual([]);
  });

  it('are read without what is none, and what a newer version wrote beside them stays', async () => {
    const sound = aDraft();
    const { drafts, document } = draftsIn({
      drafts: { [sound.id]: sound, x: null, y: { ...sound, id: '../etc' }, z: { ...sound, purpose: 'x' } },
      ...{ later: 1 },
    });
    expect(drafts.list()).toEqual([sound]);
    await drafts.remove(sound.id);
    expect(document()).toEqual({ drafts: {}, later: 1 });
  });

  it.each<[string, Partial<Draft>, string]>([
    ['an Entra secret as client ID', { clientId: 'abc8Q~aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }, '8Q~'],
    ['a Google secret as tenant', { tenant: 'GOCSPX-abcdefghijklmnop' }, 'GOCSPX'],
    ['a refresh token as address', { address: '1//0abcdefghijklmnopqrstuv' }, 'abcdefghijk'],
  ])('keep no secret in the wrong field: %s', async (_, change, secret) => {
    const { drafts, document } = draftsIn();
    await drafts.save(aDraft(change));
    expect(drafts.list()).toHaveLength(1);
    expect(JSON.stringify(document())).not.toContain(secret);
  });
});
