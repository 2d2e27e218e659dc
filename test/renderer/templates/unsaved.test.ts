import { describe, expect, it } from 'vitest';
import { createUnsaved } from '../../../renderer/templates/editor/unsaved.ts';

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

const german = { set: 'page', language: 'de' } as const;

describe('texts that are not saved', () => {
  it('are found again by set and language', () => {
    const shared = storage();
    createUnsaved(shared).keep(german, 'subject=a');
    const later = createUnsaved(shared);
    expect([later.read(german), later.has({ ...german, language: 'ko' })]).toEqual(['subject=a', false]);
  });

  it('are gone once they are saved', () => {
    const unsaved = createUnsaved(storage());
    unsaved.keep(german, 'subject=a');
    unsaved.drop(german);
    expect(unsaved.read(german)).toBeNull();
  });

  it('never stop the editor where the browser keeps nothing', () => {
    const full = {
      ...storage(),
      setItem() {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(() => createUnsaved(full).keep(german, 'subject=a')).not.toThrow();
  });

  it('do not bring back an older text when the newest is too large to be kept', () => {
    const unsaved = createUnsaved(storage());
    unsaved.keep(german, 'old');
    unsaved.keep(german, 'x'.repeat(2_000_000));
    expect(unsaved.read(german)).toBeNull();
  });
});
