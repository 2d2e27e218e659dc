import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canaries, type InputChanges } from '../bundle-input.ts';
import { builtText } from '../text-of.ts';
import { mailServers, shared } from './servers.ts';

function file(path: string, changes?: InputChanges): Promise<string> {
  return builtText('postfix-sasl-xoauth2', path, changes);
}

test('relays through the server with XOAUTH2, and only to the server of that name', async () => {
  expect((await file('main.cf')).split('\n')).toEqual([
    'relayhost = [smtp.office365.com]:587',
    'smtp_sasl_auth_enable = yes',
    'smtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd',
    'smtp_sasl_security_options = noanonymous',
    'smtp_sasl_mechanism_filter = xoauth2',
    'smtp_tls_security_level = secure',
    'smtp_tls_wrappermode = no',
    'smtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt',
    '',
  ]);
});

test.each([
  ['tls', ['smtp_tls_security_level = secure', 'smtp_tls_wrappermode = yes']],
  ['none', ['smtp_tls_security_level = may', 'smtp_tls_wrappermode = no']],
] as const)('uses the encryption of the server: %s', async (security, expected) => {
  expect((await file('main.cf', mailServers(security))).split('\n')).toEqual(
    expect.arrayContaining([...expected]),
  );
});

test('says who signs in, and where the token file is copied to', async () => {
  const line = '[smtp.office365.com]:587 ann@contoso.example:/etc/tokens/info@contoso.example\n';
  expect(await file('sasl_passwd', { account: shared })).toBe(line);
  expect(await file('README.md', { account: shared })).toContain(
    'token.json /etc/tokens/info@contoso.example',
  );
});

test('keeps secrets out of the file that everybody can read', async () => {
  expect(JSON.parse(await file('sasl-xoauth2.conf', { secrets: canaries }))).toMatchObject({
    client_secret: '',
  });
});

test('has the secrets in the token file, as the plug-in’s unencoded request needs them', async () => {
  const secrets = { clientSecret: 'a+b&c=d%e f/~._-', refreshToken: '1//0g-x_Y.z' };
  expect(JSON.parse(await file('token.json', { secrets }))).toMatchObject({
    access_token: '',
    expiry: '0',
    client_secret: 'a%2Bb%26c%3Dd%25e%20f/~._-',
    refresh_token: '1//0g-x_Y.z',
    refresh_window: '60',
  });
});

test('has an empty client secret for a public client, which the plug-in wants to see', async () => {
  const token = await file('token.json', { account: { publicClient: true } });
  expect(JSON.parse(token)).toMatchObject({ client_secret: '' });
});

const postconf = spawnSync('postconf', ['-h', 'mail_version']).status === 0;
test.skipIf(!postconf)('is taken over by Postfix the way the README says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'postkey-postfix-'));
  try {
    for (const name of ['main.cf', 'master.cf']) writeFileSync(join(folder, name), '');
    writeFileSync(join(folder, 'lines'), await file('main.cf'));
    expect(await file('README.md')).toContain("xargs -d '\\n' -a main.cf postconf -e\n");
    execFileSync('xargs', ['-d', '\\n', '-a', join(folder, 'lines'), 'postconf', '-c', folder, '-e']);
    const sorted = (text: string) => text.split('\n').sort();
    expect(sorted(readFileSync(join(folder, 'main.cf'), 'utf8'))).toEqual(sorted(await file('main.cf')));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
