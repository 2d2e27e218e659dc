import { execFile, spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { caPath } from '../../../main/bundles/application/plan.ts';
import { project } from '../../built.ts';
import { openWorkplace } from './workplace.ts';

const run = promisify(execFile);
const place = openWorkplace();
let account: string;
beforeAll(async () => {
  account = await place.addPractice();
  await place.signIn(account);
  await installPostkey();
});

describe('export for other applications', () => {
  it('lists every target, in the order of the documentation', async () => {
    const { document } = await place.json<readonly { id: string; title: string }[]>([
      'export',
      '--target',
      'list',
    ]);
    expect(document.map(({ id }) => id).join(' ')).toBe(
      'aem-cloud aem-65 forms-jee dotenv json nodemailer spring-boot jakarta-mail postfix-sasl-xoauth2 msmtp mutt isync kubernetes token-file',
    );
  });

  it.each([
    ['jakarta-mail', 'mail.properties'],
    ['msmtp', 'msmtprc'],
    ['isync', 'mbsyncrc'],
    ['mutt', 'muttrc'],
  ])('writes for %s a README and %s', async (target, file) => {
    const { status, document } = await exportTo(target);
    expect(status).toBe(0);
    const paths = document.files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['README.md', file, 'ca.pem']));
    expect(document.warnings).toEqual([expect.stringContaining('practice provider')]);
    for (const { path, bytes } of document.files) {
      expect((await stat(join(place.path(target), path))).size).toBe(bytes);
    }
  });

  it('includes the refresh token where asked, for the owner’s eyes only', async () => {
    const { document } = await exportTo('dotenv', '--secrets', 'include');
    expect(document.files.filter(({ secret }) => secret).map(({ path }) => path)).toEqual(['.env']);
    const file = join(place.path('dotenv'), '.env');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const { stdout } = await run('sh', ['-c', `. ${file}; printf %s "$OAUTH_REFRESH_TOKEN"`]);
    expect(stdout).toMatch(/^[\w-]{20,}$/);
  });

  it('does not speak of secrets in the clear where a bundle has none', async () => {
    const { stderr, document } = await exportTo('isync', '--secrets', 'include');
    expect(document.files.some(({ secret }) => secret)).toBe(false);
    expect(stderr).not.toContain('secrets-in-the-clear');
  });

  it('gives an application the token in a file, by the script and the real command', async () => {
    await exportTo('token-file');
    const script = join(place.path('token-file'), 'write-token.sh');
    await run('sh', [script, place.path('token')], { env: environment() });
    const { document } = await place.json<{ accessToken: string }>(['token', account]);
    expect(await readFile(place.path('token'), 'utf8')).toBe(document.accessToken);
  });

  const msmtp = spawnSync('msmtp', ['--version']).error === undefined;
  it.skipIf(!msmtp)('lets msmtp send with the token of the real command', async () => {
    await exportTo('msmtp');
    const configuration = await readFile(join(place.path('msmtp'), 'msmtprc'), 'utf8');
    const file = place.path('msmtprc');
    await writeFile(file, configuration.replace(caPath, place.practice.ca), { mode: 0o600 });
    const { address } = place.practice;
    const sending = run('msmtp', ['-C', file, '-a', 'postkey', '--', address], { env: environment() });
    sending.child.stdin?.end('Subject: Test\n\nTest\n');
    await expect(sending).resolves.toMatchObject({ stderr: '' });
  });
});

interface ExportDocument {
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly secret: boolean }[];
  readonly warnings: readonly string[];
}

function exportTo(target: string, ...options: readonly string[]) {
  const out = ['--out', place.path(target)];
  return place.json<ExportDocument>(['export', '--target', target, '--account', account, ...out, ...options]);
}

/** `postkey` on the search path, for the data folder of these tests. */
async function installPostkey(): Promise<void> {
  await mkdir(place.path('bin'));
  const command = [process.execPath, join(project, 'out', 'main', 'cli.cjs')]
    .map((word) => `'${word}'`)
    .join(' ');
  const data = `--data '${place.data[1]}'`;
  await writeFile(place.path('bin/postkey'), `#!/bin/sh\nexec ${command} "$@" ${data}\n`);
  await chmod(place.path('bin/postkey'), 0o755);
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${place.path('bin')}:${process.env['PATH']}` };
}
