import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AccountStore } from '../../../main/accounts/account-store.ts';
import { AccountId } from '../../../preload/contract/index.ts';
import { anAccount } from '../an-account.ts';
import { failureOf } from '../failure-of.ts';
import { buildScripts } from '../processes.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { openStore } from './children/open-store.ts';

const scripts = buildScripts({ 'add-accounts': 'test/main/accounts/children/add-accounts.ts' });

async function storeWith(
  addresses: readonly string[] = [],
): Promise<{ folder: string; store: AccountStore }> {
  const folder = await temporaryFolder();
  const store = openStore(folder);
  for (const address of addresses) await store.add(draft(address, addresses.indexOf(address).toString()));
  return { folder, store };
}

function draft(address: string, clientId = 'a-client') {
  const { id: _, createdAt: __, ...account } = anAccount({ address, clientId });
  return account;
}

const finding = async (store: AccountStore, reference: string) => store.find(reference);

describe('an account', () => {
  test('is found by its id and by its address, however that is written', async () => {
    const { store } = await storeWith(['a@example.test', 'b@example.test']);
    const [a] = store.list();
    expect(AccountId.safeParse(a?.id).success).toBe(true);
    expect(store.find(a?.id ?? '').address).toBe('a@example.test');
    expect(store.find('B@Example.TEST').address).toBe('b@example.test');
  });

  test('is not guessed at', async () => {
    const { store } = await storeWith();
    await store.add(draft('a@example.test', 'one'));
    await store.add(draft('A@example.test', 'two'));
    const ids = store.list().map(({ id }) => id);
    const ambiguous = await failureOf(finding(store, 'a@example.test'));
    expect([ambiguous.code, ambiguous.facts.context?.['ids']]).toEqual(['INVALID_INPUT', ids.join(', ')]);
    for (const unknown of ['c@example.test', '', '__proto__', 'constructor', ids[0]?.slice(1) ?? '']) {
      expect((await failureOf(finding(store, unknown))).code, unknown).toBe('NOT_FOUND');
    }
  });

  test('is refused where the same client has the same mailbox already', async () => {
    const { store } = await storeWith(['a@example.test']);
    const [{ id } = { id: '' }] = store.list();
    const failure = await failureOf(store.add(draft('A@EXAMPLE.test', '0')));
    expect([failure.code, failure.facts.context?.['account']]).toEqual(['ALREADY_EXISTS', id]);
    expect(store.list()).toHaveLength(1);
  });

  test('is changed by what is given, kept by what is not, and cleared by null', async () => {
    const { store } = await storeWith(['a@example.test']);
    const [{ id } = { id: '' }] = store.list();
    expect(await store.update(id, { label: 'New' })).toMatchObject({ label: 'New' });
    expect(await store.update(id, { secretExpiresOn: '2027-01-31' })).toMatchObject({
      label: 'New',
      secretExpiresOn: '2027-01-31',
    });
    expect(await store.update('a@example.test', { secretExpiresOn: null })).not.toHaveProperty(
      'secretExpiresOn',
    );
    expect(await store.update(id, { signInAs: 'b@example.test' })).toMatchObject({
      signInAs: 'b@example.test',
    });
    expect(await store.update(id, { label: 'Newer' })).toMatchObject({ signInAs: 'b@example.test' });
    expect(await store.update(id, { signInAs: null })).not.toHaveProperty('signInAs');
    expect(store.list()).toHaveLength(1);
    await store.remove(id);
    expect(store.list()).toEqual([]);
    expect((await failureOf(store.update(id, { label: 'x' }))).code).toBe('NOT_FOUND');
  });

  test('is not lost when several processes add at once', async () => {
    const { folder, store } = await storeWith();
    const names = ['a', 'b', 'c', 'd'];
    const ended = await Promise.all(names.map((name) => scripts.run('add-accounts', [folder, name, '10'])));
    expect(ended.map(({ status, stderr }) => `${status} ${stderr}`)).toEqual(names.map(() => '0 '));
    expect(new Set(store.list().map(({ address }) => address)).size).toBe(40);
  });
});

describe('accounts.json', () => {
  const sound = JSON.stringify({ accounts: { abcdefghijkl: anAccount() }, later: { kept: true } });

  test.each([
    ['emptied', ''],
    ['cut short', sound.slice(0, -20)],
    ['null', 'null'],
    ['a list', '[]'],
    ['holding a list', '{"accounts":[]}'],
    ['holding a number', '{"accounts":5}'],
    ['holding what is no account', '{"accounts":{"abcdefghijkl":{"id":"abcdefghijkl"}}}'],
  ])('that is %s is reported and left as it is', async (_, text) => {
    const { folder } = await storeWith();
    const path = join(folder, 'accounts.json');
    await writeFile(path, text);
    const store = openStore(folder);
    const { code, facts } = await failureOf((async () => store.list())());
    expect([code, facts.context]).toEqual(['VAULT_DAMAGED', { file: 'accounts.json' }]);
    expect((await failureOf(store.add(draft('b@example.test')))).code).toBe('VAULT_DAMAGED');
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  test('keeps what a newer version put beside the accounts', async () => {
    const { folder } = await storeWith();
    await writeFile(join(folder, 'accounts.json'), sound);
    await openStore(folder).add(draft('b@example.test'));
    const document = JSON.parse(await readFile(join(folder, 'accounts.json'), 'utf8'));
    expect(document.later).toEqual({ kept: true });
    expect(Object.keys(document.accounts)).toHaveLength(2);
  });
});
