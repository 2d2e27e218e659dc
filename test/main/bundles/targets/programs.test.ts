import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { caPath } from '../../../../main/bundles/application/plan.ts';
import { buildBundle } from '../../../../main/bundles/bundles.ts';
import type { BundleInput, BundleSecrets } from '../../../../main/bundles/target.ts';
import type { TargetId } from '../../../../preload/contract/index.ts';
import { signIn, type TokenAnswer } from '../../practice/oauth-client.ts';
import { runPractice } from '../../practice/running-practice.ts';
import { bundleInput } from '../bundle-input.ts';

/** The programs themselves, with the files of their bundles and nothing else, against the practice provider. */
const practising = runPractice();
const run = promisify(execFile);

let home: string;
let tokens: TokenAnswer;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'postkey-programs-'));
  tokens = await signIn(practising.practice);
});
afterEach(() => rm(home, { recursive: true }));

function installed(program: string): boolean {
  return spawnSync(program, ['--version']).error === undefined;
}

describe('what is exported', () => {
  test('makes Nodemailer refresh by itself and send', async () => {
    const options = JSON.parse(await exported('nodemailer', 'nodemailer.json', secrets()));
    const { address } = practising.practice;
    const transport = createTransport(options, { from: address });
    const sent = await transport.sendMail({ to: address, subject: 'By Nodemailer', text: 'Hello' });
    expect(sent.response).toMatch(/^250/);
  });

  test.skipIf(!installed('msmtp'))('makes msmtp send with the token of the command', async () => {
    await install('msmtp', 'msmtprc', '.msmtprc');
    const { address } = practising.practice;
    const sending = run('msmtp', ['-a', 'postkey', '--', address], { env: environment() });
    sending.child.stdin?.end('Subject: By msmtp\n\nHello\n');
    await sending;
    expect(await asked()).toBe(`token ${address}\n`);
  });

  test.skipIf(!installed('mutt'))('makes Mutt send with the token of the command', async () => {
    await install('mutt', 'muttrc', '.muttrc');
    const { address } = practising.practice;
    const sending = run('mutt', ['-e', 'set copy=no', '-s', 'By Mutt', '--', address], {
      env: environment(),
    });
    sending.child.stdin?.end('Hello\n');
    await sending;
    expect(await asked()).toBe(`token ${address}\n`);
  });

  test.skipIf(!xoauth2ForSasl())('makes mbsync fetch the mail with the token of the command', async () => {
    await install('isync', 'mbsyncrc', '.mbsyncrc');
    await mkdir(join(home, 'Mail', 'postkey'), { recursive: true });
    await run('mbsync', ['postkey'], { env: environment() });
    const fetched = await readdir(join(home, 'Mail', 'postkey', 'INBOX', 'new'));
    expect(fetched.length).toBeGreaterThan(0);
  });
});

function xoauth2ForSasl(): boolean {
  return installed('mbsync') && spawnSync('dpkg', ['-s', 'libsasl2-modules-kdexoauth2']).status === 0;
}

function secrets(): BundleSecrets {
  return { clientSecret: practising.practice.client.secret, refreshToken: tokens.refresh_token ?? '' };
}

async function exported(
  target: TargetId,
  path: string,
  included: BundleSecrets | null = null,
): Promise<string> {
  const { files } = buildBundle(target, await practiceInput(included));
  const content = String(files.find((file) => file.path === path)?.content);
  return content.replaceAll(caPath, practising.practice.ca);
}

async function practiceInput(included: BundleSecrets | null): Promise<BundleInput> {
  const { address, client, tokenEndpoint, smtp, imap, caPem } = practising.practice;
  return bundleInput({
    secrets: included,
    account: { address, clientId: client.id, provider: 'practice' },
    connection: {
      endpoints: { token: tokenEndpoint, issInResponse: false, clientAuthentication: 'post' },
      scopes: [],
      // mbsync does not compare addresses with those of a certificate, only names.
      mail: { smtp, imap: { ...imap, host: 'localhost' } },
      ca: caPem,
    },
  });
}

/** Puts the program's file into its place, and a `postkey` beside it that hands out the token. */
async function install(target: TargetId, path: string, name: string): Promise<void> {
  await writeFile(join(home, name), await exported(target, path), { mode: 0o600 });
  const postkey = `#!/bin/sh\necho "$@" >"${home}/asked"\necho ${tokens.access_token}\n`;
  await writeFile(join(home, 'postkey'), postkey, { mode: 0o700 });
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, HOME: home, PATH: `${home}:${process.env['PATH']}` };
}

/** What the stand-in for Postkey was last asked. */
function asked(): Promise<string> {
  return readFile(join(home, 'asked'), 'utf8');
}
