import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { canaries, type InputChanges } from '../bundle-input.ts';
import { builtText } from '../text-of.ts';

function manifest(changes?: InputChanges): Promise<string> {
  return builtText('kubernetes', 'secret.yaml', changes);
}

async function nameFor(address: string): Promise<string> {
  return /^ {2}name: "(.*)"$/m.exec(await manifest({ account: { address } }))?.[1] ?? '';
}

test('is a Secret with plain values, quoted so that none becomes a number', async () => {
  const lines = (await manifest({ secrets: canaries })).trimEnd().split('\n');
  expect(lines.slice(0, 6)).toEqual([
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    '  name: "postkey-aem-contoso-example"',
    'type: Opaque',
    'stringData:',
  ]);
  const data = lines.slice(6).map((line) => /^ {2}([A-Z][A-Z0-9_]*): (".*")$/.exec(line));
  const values = Object.fromEntries(data.map((found) => [found?.[1], JSON.parse(found?.[2] ?? '')]));
  expect(values).toMatchObject({
    SMTP_PORT: '587',
    OAUTH_CLIENT_SECRET: canaries.clientSecret,
    OAUTH_REFRESH_TOKEN: canaries.refreshToken,
  });
});

const python = spawnSync('python3', ['-c', 'import yaml']).status === 0;
test.skipIf(!python)('is read by a YAML parser as it was meant', async () => {
  const clientSecret = 'é漢🔑 "x" \'y\' # \\ $a: [b] {c}\n\u0085\u2028\u007f';
  const input = await manifest({ secrets: { ...canaries, clientSecret } });
  const script = 'import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin.buffer.read())))';
  const read = JSON.parse(execFileSync('python3', ['-c', script], { input, encoding: 'utf8' }));
  expect(read).toMatchObject({
    metadata: { name: 'postkey-aem-contoso-example' },
    stringData: { OAUTH_CLIENT_SECRET: clientSecret, SMTP_PORT: '587' },
  });
});

describe('the name', () => {
  test.each([
    ['aem@contoso.example', 'postkey-aem-contoso-example'],
    ["O'Brien_+x@Mail.Example", 'postkey-o-brien-x-mail-example'],
    [`${'a'.repeat(64)}@contoso.example`, `postkey-${'a'.repeat(55)}`],
    [`${'a'.repeat(54)}@contoso.example`, `postkey-${'a'.repeat(54)}`],
    ['-@-.example', 'postkey-example'],
  ])('for %j is %j, a DNS label', async (address, name) => {
    expect(await nameFor(address)).toBe(name);
    expect(name).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
  });

  test('is the one the README refers to', async () => {
    expect(await builtText('kubernetes', 'README.md')).toContain('name: postkey-aem-contoso-example');
  });
});
