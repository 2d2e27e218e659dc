import type { TemplateSetId } from '../../../preload/contract/index.ts';

export interface TemplateKey {
  readonly name: string;
  /** A mail without it is broken; without the others it only lacks a part. */
  readonly needed: boolean;
}

/** A family of notification mails: the keys and variables AEM knows, and where it looks for the files. */
export interface TemplateSet {
  readonly id: TemplateSetId;
  readonly keys: readonly TemplateKey[];
  /** The keys whose values make the body, in order. */
  readonly body: readonly string[];
  readonly html: boolean;
  readonly variables: readonly string[];
  /** Whether AEM may fill others too: then one that is not listed is worth a look, and not an error. */
  readonly otherVariables: boolean;
  readonly locations: Locations;
}

/** Folders of the repository, or the file where there is no file a language. */
export interface Locations {
  /** Adobe's files. Never to be edited: an update overwrites them. */
  readonly shipped: string;
  /** Where the admin's files belong. */
  readonly override: string;
  /** Where AEM looks, the first hit counts. */
  readonly order: readonly string[];
  /** An old place whose files hide those of the new one. */
  readonly legacy: string | null;
  /** Whether there is a file a language, `<code>.txt`. */
  readonly perLanguage: boolean;
}

export const fourParts: Pick<TemplateSet, 'keys' | 'body' | 'html'> = {
  keys: [
    { name: 'subject', needed: true },
    { name: 'header', needed: false },
    { name: 'message', needed: true },
    { name: 'footer', needed: false },
  ],
  body: ['header', 'message', 'footer'],
  html: false,
};
