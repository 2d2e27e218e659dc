import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { passphraseWrapper } from '../../../main/vault/keepers/passphrase.ts';
import { openVault, type Vault } from '../../../main/vault/vault.ts';
import { failureOf } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const account = 'abcdefghijkl';
const secrets = { refreshToken: 'rt' };

function open(folder: string, passphrase?: string): Vault {
  return openVault({
    folder,
    keyWrappers: [passphraseWrapper],
    ...(passphrase === undefined ? {} : { passphrase }),
  });
}

describe('a vault with a passphrase', () => {
  test('is made, locked to all others, and opens to its own in any spelling', async () => {
    const folder = await temporaryFolder();
    await open(folder, 'caf\u00e9').write(account, secrets);

    const locked = open(folder);
    expect(await locked.status()).toEqual({ state: 'locked', keeper: 'passphrase' });
    expect((await failureOf(locked.read(account))).facts.evidence).toMatch(/^POSTKEY_VAULT_LOCKED /);
    const wrong = await failureOf(locked.unlock('cafe'));
    expect([wrong.code, wrong.facts.evidence]).toEqual(['VAULT_LOCKED', 'POSTKEY_VAULT_PASSPHRASE_WRONG']);
    expect((await failureOf(locked.read(account))).code).toBe('VAULT_LOCKED');

    await locked.unlock('cafe\u0301');
    expect(await locked.read(account)).toEqual(secrets);
    expect(await locked.status()).toEqual({ state: 'open', keeper: 'passphrase' });
    await failureOf(locked.unlock('wrong'));
    expect(await locked.read(account), 'a wrong one locks nothing that is open').toEqual(secrets);
  });

  test('cannot be made without one', async () => {
    const folder = await temporaryFolder();
    for (const passphrase of [undefined, '']) {
      expect((await failureOf(open(folder).create('passphrase', passphrase))).code).toBe('VAULT_LOCKED');
    }
    expect(await open(folder).status()).toEqual({ state: 'new', choices: ['passphrase'] });
  });
});

describe('a wrapped key that was edited', () => {
  let wrapped: string;
  beforeAll(async () => {
    wrapped = await passphraseWrapper.wrap(Buffer.alloc(32), 'right');
  });

  test.each([
    ['is no such thing', () => 'garbage'],
    ['asks for all the memory there is', () => wrapped.replace(/^\d+/, '1073741824')],
    ['asks for no work', () => wrapped.replace(/^\d+/, '0')],
    ['asks for a cost that scrypt does not know', () => wrapped.replace(/^\d+/, '1000')],
    ['has a cost that is no number', () => wrapped.replace(/^\d+/, 'many')],
  ])('and %s damages the vault', async (_, edited) => {
    const { code, facts } = await failureOf(passphraseWrapper.unwrap(edited(), 'right'));
    expect([code, facts.evidence]).toEqual(['VAULT_DAMAGED', 'POSTKEY_VAULT_DAMAGED vault.json']);
  });

  test('in its seal fits no passphrase', async () => {
    const cut = wrapped.slice(0, -8);
    expect((await failureOf(passphraseWrapper.unwrap(cut, 'right'))).facts.evidence).toBe(
      'POSTKEY_VAULT_PASSPHRASE_WRONG',
    );
  });
});

test('neither the passphrase nor a token is in the files in clear', async () => {
  const folder = await temporaryFolder();
  await open(folder, 'a-long-passphrase').write(account, { refreshToken: 'a-long-token' });
  for (const name of ['vault.json', `${account}.sealed`]) {
    const text = (await readFile(join(folder, name))).toString('latin1');
    expect(text).not.toMatch(/a-long-/);
  }
});
