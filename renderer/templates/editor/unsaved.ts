import type { TemplateSetId } from '../../../preload/contract/index.ts';

const PREFIX = 'postkey.template.';
/** Characters; a larger text is not worth what a browser gives a page to keep. */
const LARGEST = 1_000_000;

export interface TemplatePlace {
  readonly set: TemplateSetId;
  readonly language: string;
}

/** Texts that were changed and not saved, so that leaving the page, a reload or a crash loses nothing. */
export interface Unsaved {
  read(place: TemplatePlace): string | null;
  keep(place: TemplatePlace, text: string): void;
  drop(place: TemplatePlace): void;
  has(place: TemplatePlace): boolean;
}

export function createUnsaved(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): Unsaved {
  const name = ({ set, language }: TemplatePlace) => `${PREFIX}${set}/${language}`;
  return {
    read: (place) => storage.getItem(name(place)),
    has: (place) => storage.getItem(name(place)) !== null,
    drop: (place) => storage.removeItem(name(place)),
    keep(place, text) {
      try {
        if (text.length > LARGEST) storage.removeItem(name(place));
        else storage.setItem(name(place), text);
      } catch {
        // Storage may be full or switched off: then the text lasts as long as its page.
      }
    },
  };
}
