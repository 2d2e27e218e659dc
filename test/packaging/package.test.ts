import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { extractAll, listPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { standIn } from '../e2e/desktop.ts';

const run = promisify(execFile);
const project = fileURLToPath(new URL('../..', import.meta.url));
const isLinux = process.platform === 'linux';
if (!isLinux) process.stderr.write('skipped: packaging (its stand-in distribution is for Linux)\n');

describe.runIf(isLinux)('the packaged app', () => {
  let folder: string;
  let packed: string;
  let files: readonly string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postkey-package-'));
    if (!existsSync(join(project, 'out'))) throw new Error('out/ is missing: run npm run build first');
    const distribution = join(folder, 'electron');
    await writeDistribution(distribution);
    const builder = createRequire(import.meta.url).resolve('electron-builder/cli.js');
    await run(
      process.execPath,
      [
        builder,
        '--config',
        join(project, 'build', 'electron-builder.yml'),
        '--linux',
        'dir',
        `-c.electronDist=${distribution}`,
        `-c.directories.output=${join(folder, 'dist')}`,
      ],
      { cwd: project },
    );
    packed = join(folder, 'dist', 'linux-unpacked');
    files = listPackage(join(packed, 'resources', 'app.asar'), { isPack: false });
  }, 120_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    '/package.json',
    '/out/main/electron.js',
    '/out/main/cli.cjs',
    '/out/preload/preload.cjs',
    '/out/renderer/index.html',
  ])('has %s', (path) => {
    expect(files).toContain(path);
  });

  it('has no more of the project than what was built', () => {
    const top = new Set(files.map((path) => path.split('/')[1]));
    expect([...top].sort()).toEqual(['node_modules', 'out', 'package.json']);
    const built = files.filter((path) => path.startsWith('/out/')).map((path) => path.split('/')[2]);
    expect([...new Set(built)].sort()).toEqual(['main', 'preload', 'renderer']);
  });

  it('has the packages the main process imports, and none that only builds or tests', () => {
    const packages = (name: string) => files.includes(`/node_modules/${name}`);
    expect(Object.keys(manifest.dependencies).filter((name) => !packages(name))).toEqual([]);
    expect(Object.keys(manifest.devDependencies).filter(packages)).toEqual([]);
  });

  it('has no TypeScript and no source maps', () => {
    expect(files.filter((path) => /\.([cm]?ts|tsx|map)$/.test(path))).toEqual([]);
  });

  it('keeps what is native outside the archive, where the system can load it', () => {
    expect(existsSync(join(packed, 'resources', 'app.asar.unpacked', 'node_modules', '@napi-rs'))).toBe(true);
  });

  describe('taken out of its archive', () => {
    let extracted: string;

    beforeAll(() => {
      extracted = join(folder, 'extracted');
      extractAll(join(packed, 'resources', 'app.asar'), extracted);
    });

    it('can load each of its packages', async () => {
      // electron-store imports electron: the next test loads it.
      const names = Object.keys(manifest.dependencies).filter((name) => name !== 'electron-store');
      const script = join(extracted, 'load.mjs');
      await writeFile(script, names.map((name) => `await import('${name}');`).join('\n'));
      await expect(run(process.execPath, [script])).resolves.toMatchObject({ stderr: '' });
    }, 30_000);

    it('opens its window', async () => {
      const dataFolder = join(folder, 'data');
      const desktop = await standIn.launch({ dataFolder, out: join(extracted, 'out') });
      await desktop.page.getByRole('heading', { level: 1 }).waitFor();
      expect(await desktop.evaluate(({ app }) => app.getVersion())).toBe(manifest.version);
      expect(await desktop.quit()).toBe(0);
      await desktop.dispose();
    }, 60_000);
  });

  it('has the switches of its Electron set so that nobody can run something else with it', async () => {
    const wire = await getCurrentFuseWire(join(packed, 'postkey'));
    const on = '1'.charCodeAt(0);
    const off = '0'.charCodeAt(0);
    expect(wire).toEqual({
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: off,
      [FuseV1Options.EnableCookieEncryption]: on,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
      [FuseV1Options.EnableNodeCliInspectArguments]: off,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
      [FuseV1Options.OnlyLoadAppFromAsar]: on,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
      8: on,
    });
  });

  it('has icons for every system', async () => {
    const icons = join(project, 'build', 'icons');
    const [ico, icns, png] = await Promise.all(
      ['icon.ico', 'icon.icns', 'linux/512x512.png'].map((name) => readFile(join(icons, name))),
    );
    expect(ico?.readUInt16LE(2)).toBe(1);
    expect(icns?.toString('latin1', 0, 4)).toBe('icns');
    expect(icns?.readUInt32BE(4)).toBe(icns?.length);
    expect([png?.readUInt32BE(16), png?.readUInt32BE(20)]).toEqual([512, 512]);
  });
});

/**
 * What electron-builder needs to find of an Electron: a program with the wire its fuses are flipped in (the sentinel,
 * version 1, nine fuses in the state Electron ships them), a locale and a version.
 */
async function writeDistribution(path: string): Promise<void> {
  const require = createRequire(import.meta.url);
  const { version } = require('electron/package.json') as { version: string };
  await mkdir(join(path, 'resources'), { recursive: true });
  await mkdir(join(path, 'locales'));
  const wire = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009101100011';
  await writeFile(join(path, 'electron'), `#!/bin/sh\nexit 1\n${wire}`, 'latin1');
  await chmod(join(path, 'electron'), 0o755);
  await writeFile(join(path, 'locales', 'en-US.pak'), '');
  await writeFile(join(path, 'version'), version);
}
