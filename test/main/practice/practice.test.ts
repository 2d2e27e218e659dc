import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startPractice } from '../../../main/practice/practice.ts';
import { MailAddress } from '../../../preload/contract/index.ts';
import { createTexts } from '../../../preload/texts/index.ts';
import { openImap, xoauth2 } from './dialogue.ts';
import { signIn } from './oauth-client.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postkey-practice-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function start(port?: number) {
  return startPractice({ folder, texts: await createTexts('en'), ...(port === undefined ? {} : { port }) });
}

test('writes the certificate authority to disk and nothing else', async () => {
  const practice = await start();
  await signIn(practice);
  await practice.close();
  expect(await readdir(folder)).toEqual(['ca.pem']);
  expect(practice.ca).toBe(join(folder, 'ca.pem'));
  const pem = await readFile(practice.ca, 'utf8');
  expect(pem).toBe(practice.caPem);
  expect(pem).not.toContain('PRIVATE KEY');
  expect(new X509Certificate(pem).ca).toBe(true);
});

test.each(['localhost', '127.0.0.1', '::1'])('has a certificate for %s', async (name) => {
  const practice = await start();
  const socket = connect({ host: practice.imap.host, port: practice.imap.port, ca: practice.caPem });
  const certificate = await new Promise<X509Certificate | undefined>((resolve, reject) => {
    socket.once('secureConnect', () => resolve(socket.getPeerX509Certificate()));
    socket.once('error', reject);
  });
  socket.destroy();
  await practice.close();
  const matches = name === 'localhost' ? certificate?.checkHost(name) : certificate?.checkIP(name);
  expect(matches).toBe(name);
});

test('uses an address the contract takes', async () => {
  const practice = await start();
  await practice.close();
  expect(MailAddress.safeParse(practice.address).success).toBe(true);
});

test('says nothing on the console, from start to a used token', async () => {
  const spies = [
    vi.spyOn(process.stdout, 'write'),
    vi.spyOn(process.stderr, 'write'),
    ...(['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name)),
  ];
  const warnings: Error[] = [];
  const noteWarning = (warning: Error) => warnings.push(warning);
  process.on('warning', noteWarning);
  const practice = await start();
  const { access_token: token } = await signIn(practice);
  const imap = openImap(practice);
  imap.say(`a AUTHENTICATE XOAUTH2 ${xoauth2(practice.address, token)}`);
  await imap.until(/^a OK/);
  await practice.close();
  const calls = spies.flatMap((spy) => spy.mock.calls.map(([first]) => String(first)));
  for (const spy of spies) spy.mockRestore();
  process.off('warning', noteWarning);
  expect(calls).toEqual([]);
  expect(warnings).toEqual([]);
});

test('two runs do not know each other', async () => {
  const [one, other] = [await start(), await start()];
  const { access_token: token } = await signIn(one);
  const imap = openImap(other);
  imap.say(`a AUTHENTICATE XOAUTH2 ${xoauth2(other.address, token)}`);
  await imap.until(/^\+/);
  imap.say('');
  expect(await imap.until(/^a /)).toMatch(/^a NO/);
  expect(one.client.secret).not.toBe(other.client.secret);
  await Promise.all([one.close(), other.close()]);
});

test('close ends open connections and frees the port', async () => {
  const practice = await start();
  const imap = openImap(practice);
  await imap.until(/^\* OK/);
  await practice.close();
  expect(await imap.line()).toBeNull();
  const again = await start(Number(new URL(practice.issuer).port));
  expect(again.issuer).toBe(practice.issuer);
  await again.close();
});

test('tells that its port is taken', async () => {
  const occupant = createServer();
  await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve));
  const address = occupant.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await expect(start(port)).rejects.toMatchObject({
    code: 'NETWORK_FAILED',
    facts: {
      evidence: 'POSTKEY_PRACTICE_PORT_UNAVAILABLE EADDRINUSE',
      context: { port: String(port) },
    },
  });
  occupant.close();
});

test('tells that its folder cannot be written', async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  await expect(
    startPractice({ folder: join(file, 'below'), texts: await createTexts('en') }),
  ).rejects.toMatchObject({
    code: 'WRITE_FAILED',
    facts: { evidence: 'POSTKEY_PRACTICE_FOLDER_REFUSED ENOTDIR' },
  });
});
