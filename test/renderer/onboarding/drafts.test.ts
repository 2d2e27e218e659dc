import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Discovered } from '../../../preload/contract/index.ts';
import { fromDraft, toDraft } from '../../../renderer/onboarding/custom/custom-draft.ts';
import { type CustomForm, emptyForm } from '../../../renderer/onboarding/custom/custom-form.ts';
import { type Draft, freshDraft } from '../../../renderer/onboarding/drafts/draft.ts';
import { createDraftKeeper } from '../../../renderer/onboarding/drafts/draft-keeper.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

function keeperOf(save: (draft: Draft) => Promise<unknown> = async () => undefined) {
  let shown: readonly Draft[] = [];
  const kept: Draft[] = [];
  const removed: string[] = [];
  const failures: unknown[] = [];
  const keeper = createDraftKeeper({
    show: (change) => {
      shown = change(shown);
    },
    save: (draft) => {
      kept.push(draft);
      return save(draft);
    },
    remove: async (id) => removed.push(id),
    failed: (error) => failures.push(error),
    now: () => new Date(),
  });
  return { keeper, kept, removed, failures, shown: () => shown };
}

const draft = freshDraft('d1234567', { provider: 'microsoft365' });

describe('what is typed in the wizard', () => {
  it('is shown at once, and kept once after a pause', async () => {
    const { keeper, kept, shown } = keeperOf();
    for (const address of ['s', 'sa', 'sales@contoso.com']) {
      keeper.save({ ...draft, address });
      expect(shown()).toMatchObject([{ address }]);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(kept).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept).toEqual([{ ...draft, address: 'sales@contoso.com', changedAt: '2026-01-01T00:00:00.200Z' }]);
  });

  it('is kept at once where the window closes, and not twice', async () => {
    const { keeper, kept } = keeperOf();
    keeper.save(draft);
    expect(keeper.isIdle()).toBe(false);
    keeper.flush();
    expect(keeper.isIdle()).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept.map(({ id }) => id)).toEqual([draft.id]);
  });

  it('does not come back after it was forgotten', async () => {
    const { keeper, kept, removed, shown } = keeperOf();
    keeper.save(draft);
    keeper.remove(draft.id);
    await vi.advanceTimersByTimeAsync(1000);
    expect([kept, removed, shown()]).toEqual([[], [draft.id], []]);
  });

  it('stays in the window where it cannot be kept, and that is told', async () => {
    const { keeper, failures, shown } = keeperOf(() => Promise.reject(new Error('disk full')));
    keeper.save(draft);
    await vi.advanceTimersByTimeAsync(1000);
    expect(failures).toEqual([new Error('disk full')]);
    expect(shown()).toHaveLength(1);
  });
});

describe('a provider that is filled in by hand', () => {
  const form: CustomForm = {
    ...emptyForm,
    address: 'a@example.com',
    label: 'A',
    issuer: 'https://id.example.com',
    exactRedirect: true,
    publicClient: false,
    clientId: 'client',
    clientSecret: 'the secret',
    secretExpiresOn: '2027-01-01',
    scopes: 'openid mail',
    smtp: { host: 'smtp.example.com', port: '465', security: 'tls' },
  };
  const discovered = Discovered.parse({
    issuer: form.issuer,
    endpoints: { token: 'https://id.example.com/token' },
    scopesSupported: [],
  });

  it('comes back as it was left, but for the secret', () => {
    const left = { ...draft, ...toDraft(form, discovered) };
    expect(JSON.stringify(left)).not.toContain('the secret');
    expect(left.custom?.discovered).toEqual(discovered);
    expect(fromDraft(left)).toEqual({ ...form, clientSecret: '' });
  });

  it('keeps no private key that got into the field of certificates', () => {
    const ca = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----';
    expect(toDraft({ ...form, ca }, undefined).custom?.ca).toBe('');
  });

  it('is empty where nothing was typed yet', () => {
    expect(fromDraft(draft)).toEqual(emptyForm);
  });
});
