import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../../built.ts';
import { type Ended, postkey } from '../../postkey.ts';
import { documentIn, expectError } from './workplace.ts';

const secret = 'a-client-secret-of-a-test-Zx81';
const passphrase = 'correct horse battery staple';

let folder: string;
let right: Record<string, string>;
let wrong: Record<string, string>;

beforeAll(async () => {
  await ensureBuilt();
  folder = await mkdtemp(join(tmpdir(), 'postkey-vault-'));
  await writeFile(join(folder, 'right'), `${passphrase}\n`);
  await writeFile(join(folder, 'wrong'), 'incorrect horse');
  await writeFile(join(folder, 'secret'), `${secret}\r\n`);
  right = { POSTKEY_PASSPHRASE_FILE: join(folder, 'right') };
  wrong = { POSTKEY_PASSPHRASE_FILE: join(folder, 'wrong') };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const addition = [
  ...['add', '--provider', 'custom', '--address', 'sealed@postkey.test', '--client-id', 'an-app'],
  ...['--set', 'authorizationEndpoint=https://login.postkey.test/auth'],
  ...['--set', 'tokenEndpoint=https://login.postkey.test/token', '--client-secret-file'],
];

function run(
  data: string,
  args: readonly string[],
  options: Parameters<typeof postkey>[1] = {},
): Promise<Ended> {
  return postkey([...args, '--json', '--data', join(folder, data)], options);
}

it('makes a passphrase vault on a fresh folder, opens it with the passphrase and with nothing else', async () => {
  const added = await run('passphrase', [...addition, join(folder, 'secret')], { env: right });
  expect(added).toMatchObject({ status: 0, stderr: '' });
  const header = JSON.parse(await readFile(join(folder, 'passphrase', 'vault', 'vault.json'), 'utf8'));
  expect(header).toMatchObject({ keeper: 'passphrase' });
  const [opened, guessed, unasked] = await Promise.all([
    run('passphrase', ['accounts'], { env: right }),
    run('passphrase', ['accounts'], { env: wrong }),
    run('passphrase', ['accounts']),
  ]);
  expect(opened).toMatchObject({ status: 0 });
  for (const locked of [guessed, unasked]) {
    expect(locked.status).toBe(4);
    expectError(documentIn(locked), 'VAULT_LOCKED');
  }
});

it('does without a vault until there is something to seal', async () => {
  const listed = await run('fresh', ['accounts']);
  expect(listed).toMatchObject({ status: 0, stdout: '[]\n' });
  const refused = await run('fresh', [...addition, join(folder, 'secret')]);
  expect(refused.status).toBe(4);
  expectError(documentIn(refused), 'VAULT_LOCKED');
  expect(await run('fresh', ['accounts'])).toMatchObject({ status: 0, stdout: '[]\n' });
});

it('makes a key file where told to, for its owner alone, with any command', async () => {
  expect(await run('keyed', ['accounts', '--key-file'])).toMatchObject({ status: 0 });
  const key = await stat(join(folder, 'keyed', 'vault.key'));
  expect(key.mode & 0o777).toBe(0o600);
  expect(await run('keyed', [...addition, '-'], { stdin: `${secret}\n` })).toMatchObject({ status: 0 });
  const opened = await stat(join(folder, 'keyed', 'vault'));
  expect(opened.mode & 0o777).toBe(0o700);
});

it('keeps a secret from stdin or a file in no file that is not sealed, and repeats it nowhere', async () => {
  const data = 'canary';
  const ended = [
    await run(data, [...addition, '-', '--key-file'], { stdin: `${secret}\n` }),
    await run(data, ['accounts']),
    await run(data, ['token', 'sealed@postkey.test']),
    await run(data, [...addition, '-'], { stdin: `${secret}\n` }),
    await run(data, ['doctor']),
  ];
  expect(ended.map(({ status }) => status)).toEqual([0, 0, 3, 1, 0]);
  for (const { stdout, stderr } of ended) expect(stdout + stderr).not.toContain(secret);
  const names = await readdir(join(folder, data), { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(2);
  for (const { parentPath, name } of files)
    expect(await readFile(join(parentPath, name), 'latin1')).not.toContain(secret);
});

it('takes no secret as an argument', async () => {
  const { status } = await run('keyed', [...addition.slice(0, -1), '--client-secret', secret]);
  expect(status).toBe(2);
});

it('ends with 4 where the vault is damaged, and leaves it as it is', async () => {
  const { stdout } = await run('damaged', [...addition, '-', '--key-file'], { stdin: secret });
  const { id } = JSON.parse(stdout);
  const sealed = join(folder, 'damaged', 'vault', `${id}.sealed`);
  const half = (await readFile(sealed)).subarray(0, 20);
  await writeFile(sealed, half);
  const token = await run('damaged', ['token', id]);
  expect(token.status).toBe(4);
  expectError(documentIn(token), 'VAULT_DAMAGED');
  expect(await readFile(sealed)).toEqual(half);
  const header = join(folder, 'damaged', 'vault', 'vault.json');
  await writeFile(header, '{');
  expect(await run('damaged', ['token', id])).toMatchObject({ status: 4 });
  expect(await readFile(header, 'utf8')).toBe('{');
});

it('ends with 4 where the list of accounts is no JSON any more, and leaves it as it is', async () => {
  const data = join(folder, 'torn');
  await mkdir(data);
  await writeFile(join(data, 'accounts.json'), '{"accounts":');
  const listed = await run('torn', ['accounts']);
  expect(listed.status).toBe(4);
  expectError(documentIn(listed), 'VAULT_DAMAGED');
  expect(await readFile(join(data, 'accounts.json'), 'utf8')).toBe('{"accounts":');
});

it('ends with 2 where the passphrase file is missing', async () => {
  const missing = { POSTKEY_PASSPHRASE_FILE: join(folder, 'nothing') };
  expect(await run('passphrase', ['accounts'], { env: missing })).toMatchObject({ status: 2 });
});
