import type { i18n } from 'i18next';
import type {
  Account,
  ErrorCode,
  ImportCandidate,
  ImportOutcome,
  KeptTemplate,
  NewAccount,
} from '../../../preload/contract/index.ts';
import type { ArchiveFile } from '../../archive/unzip.ts';
import { Failure } from '../../explain/failure.ts';
import type { HandedAccount } from './document.ts';
import { readImport } from './read.ts';

/** What an import works with. */
export interface ImportTools {
  /** @throws Failure; nothing is then kept */
  add(draft: NewAccount): Promise<Account>;
  /** Gives an account the refresh token it came with; durable when it resolves. */
  keepRefreshToken(account: Account, refreshToken: string, issuedAt: string | undefined): Promise<void>;
  /** Undoes `add`. */
  takeBack(account: Account): Promise<unknown>;
  /** Looks templates over; writes nothing. @throws Failure */
  lookOver(files: readonly ArchiveFile[]): Promise<{
    readonly found: readonly ImportCandidate[];
    readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  }>;
  keepTemplates(templates: readonly KeepableTemplate[]): Promise<readonly KeptTemplate[]>;
  /** A failure in a sentence. */
  tell(failure: Failure): string;
  readonly texts: i18n;
}

export interface KeepableTemplate extends Pick<KeptTemplate, 'set' | 'language'> {
  readonly text: string;
  readonly as: 'template' | 'both';
}

/**
 * Takes accounts and templates out of a file. What is there already stays as it is: an account is skipped, a template
 * goes into the history of its own.
 *
 * @throws Failure `IMPORT_REFUSED` for a file that is none of ours, `TEMPLATE_REFUSED` for a bad package within it, or
 *   what the vault says; accounts that were added by then stay
 */
export async function importFile(
  file: ArchiveFile,
  passphrase: string | undefined,
  tools: ImportTools,
): Promise<ImportOutcome> {
  const content = await readImport(file, passphrase);
  const looked = await tools.lookOver(content.templates);
  const placed = looked.found.flatMap(keepable);
  const skipped = [...looked.skipped, ...looked.found.filter(isUnplaced).map(unplaced(tools.texts))];
  if (content.accounts.length + looked.found.length === 0) throw nothingIn(file.path);
  const accounts: ImportOutcome['accounts'] = [];
  for (const handed of content.accounts) {
    try {
      accounts.push(await take(handed, tools));
    } catch (error) {
      if (!(error instanceof Failure) || ofAll.includes(error.code)) throw error;
      skipped.push({ path: handed.address, reason: tools.tell(error) });
    }
  }
  const kept = placed.length > 0 ? await tools.keepTemplates(placed) : [];
  return { accounts, templates: kept.map(({ set, language }) => ({ set, language })), skipped };
}

async function take({ secrets, ...account }: HandedAccount, tools: ImportTools) {
  const { clientSecret, serviceAccountKey, refreshToken, refreshTokenIssuedAt } = secrets ?? {};
  const added = await tools.add({
    ...account,
    ...(clientSecret ? { clientSecret } : {}),
    ...(serviceAccountKey ? { serviceAccountKey } : {}),
  });
  if (refreshToken) {
    try {
      await tools.keepRefreshToken(added, refreshToken, refreshTokenIssuedAt);
    } catch (error) {
      // Left behind without its token, it would be skipped when the same file is imported again.
      await tools.takeBack(added);
      throw error;
    }
  }
  return { id: added.id, address: added.address, signedIn: refreshToken !== undefined };
}

/** What is wrong with the vault or the disk is wrong for all accounts. */
const ofAll: readonly ErrorCode[] = ['VAULT_LOCKED', 'VAULT_DAMAGED', 'WRITE_FAILED', 'FILE_BUSY'];

function keepable({ set, language, text, shipped }: ImportCandidate): KeepableTemplate[] {
  if (set === null || language === null) return [];
  return [{ set, language, text, as: shipped ? 'both' : 'template' }];
}

function isUnplaced({ set, language }: ImportCandidate): boolean {
  return set === null || language === null;
}

function unplaced(texts: i18n) {
  return ({ path, set }: ImportCandidate) => ({
    path,
    reason: texts.t(set === null ? 'bundles:import.noSet' : 'bundles:import.noLanguage'),
  });
}

function nothingIn(file: string): Failure {
  return new Failure('IMPORT_REFUSED', {
    where: 'file',
    evidence: `POSTKEY_IMPORT_NOTHING ${file}`,
    context: { file },
  });
}
