import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { findAccount, type Referable } from '../accounts/find-account.ts';
import { defaultDataFolder } from '../host/data-folder.ts';
import { isUsable } from '../oauth/cached-token.ts';
import { keyFileWrapper } from '../vault/keepers/key-file.ts';
import { openVault } from '../vault/vault.ts';
import { formatToken, readMinLife } from './token-format.ts';

const options = {
  data: { type: 'string' },
  'min-life': { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
} satisfies ParseArgsConfig['options'];

/**
 * What `postkey token` prints, where the vault has a key file and the token in it still lives. It opens the same sealed
 * file as always; it only loads nothing else.
 *
 * @returns null where this is another command, or anything at all stands in the way: the whole command then does it
 *   and says what is wrong
 */
export async function quickToken(args: readonly string[], process: NodeJS.Process): Promise<string | null> {
  if (args[0] !== 'token') return null;
  try {
    const { values, positionals } = parseArgs({ args: args.slice(1), options, allowPositionals: true });
    const [reference, ...more] = positionals;
    const minLife = readMinLife(values['min-life']);
    if (reference === undefined || more.length > 0 || minLife === null) return null;
    const folder = values.data ? resolve(values.data) : defaultDataFolder(process);
    const { id } = findAccount(readAccounts(folder), reference);
    const vault = openVault({
      folder: join(folder, 'vault'),
      keyWrappers: [keyFileWrapper(join(folder, 'vault.key'))],
    });
    const secrets = await vault.read(id);
    if (!isUsable(secrets, minLife, Date.now())) return null;
    return formatToken(secrets.accessToken, secrets.accessTokenExpiresAt ?? null, values.json ?? false);
  } catch {
    return null;
  }
}

function readAccounts(folder: string): Referable[] {
  const document = JSON.parse(readFileSync(join(folder, 'accounts.json'), 'utf8'));
  return Object.values(document.accounts);
}
