import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { type Answer, json, raw, startTokenEndpoint } from './oauth/token-endpoint.ts';
import { buildScripts, type Ended } from './processes.ts';
import { temporaryFolder } from './temporary-folder.ts';

const scripts = buildScripts({ cli: 'main/cli.ts' });

/** Secrets as no one would guess them: wherever one turns up, it has leaked. */
const secrets = {
  clientSecret: 'canary~client-secret/4qGv+ZpT8e',
  code: 'canary.code.Y2hpcnAtY2hpcnA7',
  refreshToken: 'canary-refresh-token_m3kzQwErTy',
  rotatedToken: 'canary-rotated-token_7hJkLpXcVb',
  accessToken: 'canary-access-token_a1s2d3f4g5h6',
  newAccessToken: 'canary-new-access-token_z9x8c7v6b5',
  passphrase: 'canary passphrase with spaces 31415',
  bundlePassphrase: 'canary bundle passphrase 27182',
};

/** A secret as it may be written: as it is, percent-encoded, in Base64 at any offset, in hexadecimal. */
function spellings(secret: string): string[] {
  const shifted = [0, 1, 2].map((shift) =>
    // Without the letters that its neighbours have a part in.
    Buffer.from(`${'x'.repeat(shift)}${secret}`)
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  const base64 = shifted.flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')]);
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString('hex'), ...base64];
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** An SMTP server that refuses every login, and repeats in its answer all that it was sent. */
async function startEchoingSmtp(): Promise<{ port: number; lines: string[] }> {
  const lines: string[] = [];
  const server = createServer((socket) => {
    socket.write('220 echo.test ESMTP\r\n');
    socket.on('error', () => undefined);
    createInterface({ input: socket }).on('line', (line) => {
      lines.push(line);
      if (/^EHLO/i.test(line)) socket.write('250-echo.test\r\n250 AUTH XOAUTH2 OAUTHBEARER\r\n');
      else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
      else if (/^AUTH \S+$/i.test(line)) socket.write('334 \r\n');
      else socket.write(`535 5.7.8 not accepted: ${line}\r\n`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const bound = server.address();
  return { port: typeof bound === 'object' && bound ? bound.port : 0, lines };
}

const tokens = (refresh: string, access: string) =>
  json(200, { access_token: access, refresh_token: refresh, expires_in: 3600, scope: 'mail' });

/** An error that repeats the request, its credentials and every secret there is. */
function echoing(status: number, error: string): Answer {
  return (response, { form, body, headers }) => {
    const told = [body, headers.authorization, ...form.values()].join(' ');
    json(status, { error, error_description: told })(response, {} as never);
  };
}

test('no secret leaves but by `token`: not in what is said, not in what is written', async () => {
  const home = await temporaryFolder();
  const folders = { inputs: join(home, 'inputs'), data: join(home, 'data'), out: join(home, 'out') };
  await mkdir(folders.inputs);
  await mkdir(folders.out);
  const input = async (name: keyof typeof secrets) => {
    const path = join(folders.inputs, name);
    await writeFile(path, `${secrets[name]}\n`);
    return path;
  };
  const env = { POSTKEY_PASSPHRASE_FILE: await input('passphrase') };
  const endpoint = await startTokenEndpoint(tokens(secrets.refreshToken, secrets.accessToken));
  const origin = new URL(endpoint.url).origin;
  const smtp = await startEchoingSmtp();
  const said: string[] = [];
  const cli = async (
    args: readonly string[],
    status: number | null,
    own: NodeJS.ProcessEnv = env,
  ): Promise<Ended> => {
    const ended = await scripts.run('cli', [...args, '--data', folders.data], own);
    if (args[0] !== 'token' || ended.status !== 0)
      said.push(`${args.join(' ')}\n${ended.stdout}${ended.stderr}`);
    if (status !== null)
      expect(ended.status, `${args.join(' ')}\n${ended.stdout}${ended.stderr}`).toBe(status);
    return ended;
  };

  const added = await cli(
    [
      ...[
        'add',
        '--provider',
        'custom',
        '--address',
        'a@example.test',
        '--client-id',
        'the-client',
        '--json',
      ],
      ...['--client-secret-file', await input('clientSecret')],
      ...['--set', `authorizationEndpoint=${origin}/authorize`, '--set', `tokenEndpoint=${endpoint.url}`],
      ...['--set', `revocationEndpoint=${origin}/revoke`, '--set', 'scopes=mail'],
      ...['--set', `smtp=127.0.0.1:${smtp.port}:none`],
    ],
    0,
  );
  const { id } = JSON.parse(added.stdout);

  const signingIn = scripts.start('cli', ['sign-in', id, '--no-open', '--json', '--data', folders.data], env);
  if (!signingIn.stderr || !signingIn.stdout) throw new Error('nothing to read');
  const [stdout, lines] = [text(signingIn.stdout), createInterface({ input: signingIn.stderr })];
  lines.on('line', (line) => {
    said.push(line);
    if (!line.includes('"event":"open"')) return;
    const asked = new URL(JSON.parse(line).url).searchParams;
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.search = new URLSearchParams({ state: asked.get('state') ?? '', code: secrets.code }).toString();
    void fetch(back).then(async (page) => said.push(await page.text()));
  });
  const [status] = await once(signingIn, 'close');
  said.push(await stdout);
  expect(status, said.join('\n')).toBe(0);
  const verifier = endpoint.posts[0]?.form.get('code_verifier') ?? '';
  expect(endpoint.posts[0]?.form.get('code')).toBe(secrets.code);

  expect((await cli(['token', id], 0)).stdout).toBe(`${secrets.accessToken}\n`);
  await cli(['accounts', '--json'], 0);
  // What it finds depends on the machine.
  await cli(['doctor', '--json'], null);
  await cli(['check', id, '--only', 'smtp', '--json'], 1);
  await cli(['check', id, '--only', 'smtp'], 1);
  const sent = Buffer.from(
    smtp.lines
      .find((line) => /^(AUTH \S+ )?[A-Za-z0-9+/=]{40,}$/.test(line))
      ?.split(' ')
      .at(-1) ?? '',
    'base64',
  );
  expect(sent.toString()).toContain(secrets.accessToken);
  const bundle = ['export', '--target', 'aem-cloud', '--account', id];
  await cli([...bundle, '--out', join(folders.out, 'plain')], 0);
  await cli(
    [
      ...bundle,
      '--out',
      join(folders.out, 'sealed'),
      '--secrets',
      'include',
      '--passphrase-file',
      await input('bundlePassphrase'),
    ],
    0,
  );

  endpoint.answer = tokens(secrets.rotatedToken, secrets.newAccessToken);
  await cli(['refresh', id, '--force', '--json'], 0);
  for (const [answer, exit] of [
    [echoing(401, 'invalid_client'), 1],
    [raw(200, 'text/html', `<p>${secrets.rotatedToken} ${secrets.clientSecret}`), 1],
    [echoing(400, 'invalid_grant'), 3],
  ] as const) {
    endpoint.answer = answer;
    await cli(['refresh', id, '--force', '--json'], exit);
    await cli(['token', id, '--min-life', '99999'], exit);
  }
  await cli(['accounts'], 0);
  const wrong = { POSTKEY_PASSPHRASE_FILE: join(folders.inputs, 'clientSecret') };
  await cli(['refresh', id, '--force'], 4, wrong);
  await cli(['remove', id, '--revoke', '--json'], 3);
  endpoint.answer = (response) => response.writeHead(200).end();
  const written = new Map<string, string>();
  for (const path of [...(await filesBelow(folders.data)), ...(await filesBelow(folders.out))])
    written.set(path, (await readFile(path)).toString('latin1'));
  await cli(['remove', id, '--revoke', '--json'], 0);

  const everything = [...said.map((words): [string, string] => ['said', words]), ...written];
  expect(written.size).toBeGreaterThan(5);
  expect(said.length).toBeGreaterThan(15);
  for (const [name, secret] of Object.entries({ ...secrets, verifier })) {
    for (const spelling of spellings(secret)) {
      const leaks = everything.filter(([, words]) => words.includes(spelling));
      expect(leaks, `${name} as ${spelling}`).toEqual([]);
    }
  }
}, 120_000);
