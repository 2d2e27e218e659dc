import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtText } from '../text-of.ts';

describe.skipIf(process.platform === 'win32')('the script', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postkey-token-file-'));
    await writeFile(join(folder, 'write-token.sh'), await builtText('token-file', 'write-token.sh'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Runs it with a stand-in for Postkey. */
  async function write(postkey: string, ...group: readonly string[]): Promise<void> {
    await writeFile(join(folder, 'postkey'), `#!/bin/sh\n${postkey}\n`);
    await chmod(join(folder, 'postkey'), 0o755);
    const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}` };
    await promisify(execFile)('sh', [join(folder, 'write-token.sh'), join(folder, 'token'), ...group], {
      env,
    });
  }

  test('writes the token and nothing else, for its owner only', async () => {
    await write('echo the-token');
    expect(await readFile(join(folder, 'token'), 'utf8')).toBe('the-token');
    expect((await stat(join(folder, 'token'))).mode & 0o777).toBe(0o600);
  });

  test('asks for a token of this mailbox that outlives the next run', async () => {
    await write('echo "$@"');
    expect(await readFile(join(folder, 'token'), 'utf8')).toBe('token --min-life 900 aem@contoso.example');
  });

  test('lets a group read it where one is named', async () => {
    const { gid } = userInfo();
    await write('echo the-token', String(gid));
    expect(await stat(join(folder, 'token'))).toMatchObject({ gid, mode: 0o100640 });
  });

  test('replaces the file as a whole, and leaves it as it was where Postkey fails', async () => {
    await write('echo first');
    await write('echo second');
    await expect(write('echo half; exit 3')).rejects.toMatchObject({ code: 3 });
    expect(await readFile(join(folder, 'token'), 'utf8')).toBe('second');
    expect((await readdir(folder)).sort()).toEqual(['postkey', 'token', 'write-token.sh']);
  });
});
