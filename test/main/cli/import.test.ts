import { readFile, writeFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { postkey } from '../../postkey.ts';
import { documentIn, expectError, openWorkplace } from './workplace.ts';

const place = openWorkplace();
let account: string;
beforeAll(async () => {
  await writeFile(place.path('passphrase'), 'correct horse\n');
  await writeFile(place.path('secret'), place.practice.client.secret);
  const { issuer, address, client, ca } = place.practice;
  const who = ['--provider', 'custom', '--address', address, '--client-id', client.id];
  const how = [
    '--client-secret-file',
    place.path('secret'),
    '--set',
    `issuer=${issuer}`,
    '--set',
    `ca=${ca}`,
  ];
  account = (await place.json<{ id: string }>(['add', ...who, ...how, '--key-file'])).document.id;
  await place.signIn(account);
});

/** Runs a command on another data folder. */
const elsewhere = async <T>(folder: string, args: readonly string[]) => {
  const ended = await postkey([...args, '--json', '--key-file', '--data', place.path(folder)]);
  return { ...ended, document: documentIn<T>(ended) };
};

interface Imported {
  readonly accounts: readonly { readonly id: string; readonly address: string; readonly signedIn: boolean }[];
  readonly templates: readonly unknown[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

const sealed = () => ['--secrets', 'include', '--passphrase-file', place.path('passphrase')];

describe('import', () => {
  it.each([
    ['one account', 'one', () => ['--account', account]],
    ['all accounts', 'all', () => []],
  ])('takes %s over to another Postkey, with the token', async (_, name, which) => {
    const out = place.path(name);
    const exported = await place.json(['export', '--target', 'json', ...which(), ...sealed(), '--out', out]);
    expect(exported.status).toBe(0);
    const passphrase = ['--passphrase-file', place.path('passphrase')];
    const { status, document } = await elsewhere<Imported>(name, ['import', `${out}.zip.age`, ...passphrase]);
    expect({ status, document }).toEqual({
      status: 0,
      document: {
        accounts: [{ id: expect.any(String), address: place.practice.address, signedIn: true }],
        templates: [],
        skipped: [],
      },
    });
    const again = await elsewhere<Imported>(name, ['import', `${out}.zip.age`, ...passphrase]);
    expect(again.document).toMatchObject({ accounts: [], skipped: [{ path: place.practice.address }] });
  });

  it('lets the other Postkey go on without a new sign-in', async () => {
    const { address } = place.practice;
    const { status, document } = await elsewhere<{ accessToken: string }>('all', ['token', address]);
    expect({ status, document }).toEqual({
      status: 0,
      document: { accessToken: expect.stringMatching(/\S/), expiresAt: expect.any(String) },
    });
  });

  it('hands over all accounts without secrets too, and names them in the README', async () => {
    const out = place.path('all.zip');
    const { document } = await place.json<{ files: readonly { secret: boolean }[] }>([
      'export',
      '--target',
      'json',
      '--out',
      out,
    ]);
    expect(document.files.some(({ secret }) => secret)).toBe(false);
    const readme = unzipSync(await readFile(out))['README.md'];
    expect(new TextDecoder().decode(readme)).toContain(place.practice.address);
    const { accounts } = (await elsewhere<Imported>('bare', ['import', out])).document;
    expect(accounts).toEqual([expect.objectContaining({ signedIn: false })]);
  });

  it('leaves the practice account out of all accounts, and says so', async () => {
    const practice = await place.addPractice();
    const out = place.path('without.zip');
    const { document } = await place.json<{ warnings: readonly string[] }>([
      'export',
      '--target',
      'json',
      '--out',
      out,
    ]);
    expect(document.warnings).toEqual([expect.stringContaining(place.practice.address)]);
    expect((await elsewhere<Imported>('without', ['import', out])).document.accounts).toHaveLength(1);
    await place.json(['remove', practice]);
  });

  it.each([
    ['all accounts for another target', ['--target', 'dotenv']],
    ['the secrets of all accounts in the clear', ['--target', 'json', '--secrets', 'include']],
  ])('is not prepared by %s', async (_, options) => {
    const { status, document } = await place.json(['export', ...options, '--out', place.path('no')]);
    expect(status).toBe(2);
    expectError(document, 'USAGE');
  });

  it('says what is wrong with a file that it does not take', async () => {
    await writeFile(place.path('notes.txt.bin'), Buffer.from([0, 1, 2]));
    const { status, document } = await place.json(['import', place.path('notes.txt.bin')]);
    expect(status).toBe(1);
    expectError(document, 'IMPORT_REFUSED');
  });
});
