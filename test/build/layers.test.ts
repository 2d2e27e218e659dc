import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { project } from '../built.ts';

const biome = join(project, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'postkey-layers-'));
  cpSync(join(project, 'biome.json'), join(folder, 'biome.json'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the project's rules say of a file at `path` that imports from `specifier`. */
function lint(path: string, specifier: string): { readonly status: number | null; readonly said: string } {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `import { a } from '${specifier}';\n\nexport const b = a;\n`);
  const args = ['lint', '--vcs-enabled=false', '--reporter=github', path];
  const { status, stdout } = spawnSync(process.execPath, [biome, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, said: stdout };
}

it.each([
  ['main/mail/x.ts', 'electron'],
  ['main/router.ts', 'electron'],
  ['main/cli/x.ts', 'electron-store'],
  ['main/oauth/x.ts', '../host/links.ts'],
  ['main/oauth/x.ts', '../router.ts'],
  ['main/bundles/x.ts', '../cli/run.ts'],
  ['main/practice/x.ts', '../app.ts'],
  ['main/accounts/x.ts', '../../renderer/page.ts'],
  ['main/host/electron/x.ts', '../../../renderer/page.ts'],
  ['main/vault/x.ts', '../oauth/tokens.ts'],
  ['main/explain/x.ts', '../accounts/health.ts'],
  ['main/archive/x.ts', '../templates/limits.ts'],
  ['main/proxy/x.ts', '../mail/connect.ts'],
  ['renderer/x.ts', '../main/app.ts'],
  ['renderer/x.ts', 'electron'],
  ['preload/client.ts', '../main/app.ts'],
  ['preload/texts/x.ts', 'node:fs'],
  ['preload/contract/x.ts', '../texts/index.ts'],
])('the lint lets %s not import %s', (path, specifier) => {
  const { status, said } = lint(path, specifier);
  expect({ status, said }).toEqual({ status: 1, said: expect.stringContaining('noRestrictedImports') });
});

it.each([
  ['main/electron.ts', 'electron'],
  ['main/host/electron/x.ts', 'electron'],
  ['main/oauth/x.ts', '../vault/vault.ts'],
  ['main/mail/x.ts', '../explain/failure.ts'],
  ['main/oauth/x.ts', '../proxy/tunnel.ts'],
  ['main/router.ts', './mail/check.ts'],
  ['renderer/x.ts', '../preload/contract/index.ts'],
  ['preload/preload.ts', 'electron'],
])('the lint lets %s import %s', (path, specifier) => {
  expect(lint(path, specifier)).toEqual({ status: 0, said: '' });
});
