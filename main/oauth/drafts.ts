import { Draft } from '../../preload/contract/index.ts';
import { redact } from '../explain/redact.ts';

/** `drafts.json`: drafts by id. */
export interface DraftsDocument {
  readonly drafts?: Readonly<Record<string, unknown>>;
}

/** What was begun in the wizard and not finished, or what was ticked of a setup sheet. */
export interface Drafts {
  /** The newest first. What is no draft any more is left out. @throws Failure `VAULT_DAMAGED` */
  list(): Draft[];
  /** What is kept of it already stays where that is newer. @throws Failure `VAULT_DAMAGED`, `WRITE_FAILED` */
  save(draft: Draft): Promise<void>;
  /** @throws Failure as {@link Drafts.save} */
  remove(id: string): Promise<void>;
}

export interface DraftsOptions {
  readonly document: { read(): DraftsDocument; write(value: DraftsDocument): void };
  /** Keeps other processes from changing the document between a read and the write that follows. */
  readonly exclusively: <T>(change: () => T) => Promise<T>;
  readonly accounts: () => readonly { readonly id: string }[];
}

/** More accounts than this are not begun at once. What belongs to an account lives as long as that. */
const mostUnfinished = 40;

export function createDrafts({ document, exclusively, accounts }: DraftsOptions): Drafts {
  function list(): Draft[] {
    const known = new Set(accounts().map(({ id }) => id));
    return Object.values(document.read().drafts ?? {})
      .flatMap((kept) => Draft.safeParse(kept).data ?? [])
      .filter(({ account }) => account === null || known.has(account))
      .sort((one, other) => other.changedAt.localeCompare(one.changedAt));
  }

  function change(apply: (kept: Draft[]) => readonly Draft[]): Promise<void> {
    return exclusively(() => {
      const drafts = Object.fromEntries(apply(list()).map((draft) => [draft.id, draft]));
      document.write({ ...document.read(), drafts });
    });
  }

  return {
    list,
    save: (draft) =>
      change((kept) => {
        const before = kept.find(({ id }) => id === draft.id);
        if (before && before.changedAt > draft.changedAt) return kept;
        const others = kept.filter(({ id }) => id !== draft.id);
        return withoutOldest([withoutSecrets(draft), ...others]);
      }),
    remove: (id) => change((kept) => kept.filter((draft) => draft.id !== id)),
  };
}

function withoutOldest(drafts: readonly Draft[]): readonly Draft[] {
  const unfinished = drafts.filter(({ account }) => account === null).slice(0, mostUnfinished);
  return [...unfinished, ...drafts.filter(({ account }) => account !== null)];
}

/** A secret that was pasted into the wrong field is not kept: the file is not sealed. */
function withoutSecrets(draft: Draft): Draft {
  const { custom } = draft;
  return {
    ...draft,
    ...texts(draft, ['address', 'clientId', 'tenant', 'signInAs', 'objectId']),
    custom: custom && { ...custom, ...texts(custom, ['label', 'issuer', 'scopes', 'ca']) },
  };
}

function texts<K extends string>(
  values: Readonly<Record<K, string>>,
  names: readonly K[],
): Record<K, string> {
  const entries = names.map((name) => [name, looksSecret(values[name]) ? '' : values[name]]);
  return Object.fromEntries(entries) as Record<K, string>;
}

/** Entra's client secrets have a digit and `Q~` near their start, which nothing else that is typed here has. */
function looksSecret(text: string): boolean {
  return /\dQ~/.test(text) || redact(text, []) !== text;
}
