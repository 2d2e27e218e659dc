import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm test`: installs what the tests need where it may, then formats, lints, types, builds and tests, and names aloud
 * what had to be skipped. Arguments go to vitest.
 */
const project = fileURLToPath(new URL('..', import.meta.url));
const only = process.argv.slice(2);

/** What the tests use from Debian, and a file that shows it is there. */
const packages = [
  { name: 'chromium', shows: '/usr/bin/chromium' },
  { name: 'fonts-noto-cjk', shows: '/usr/share/doc/fonts-noto-cjk' },
  { name: 'dovecot-imapd', shows: '/usr/lib/dovecot/imap' },
  { name: 'dovecot-pop3d', shows: '/usr/lib/dovecot/pop3' },
  { name: 'dovecot-lmtpd', shows: '/usr/lib/dovecot/lmtp' },
  { name: 'postfix', shows: '/usr/sbin/postfix' },
  { name: 'msmtp', shows: '/usr/bin/msmtp' },
  { name: 'mutt', shows: '/usr/bin/mutt' },
  { name: 'isync', shows: '/usr/bin/mbsync' },
  { name: 'libsasl2-modules-kdexoauth2', shows: '/usr/share/doc/libsasl2-modules-kdexoauth2' },
];

installMissing();
const steps = [
  ['formatting and lint', 'npx', ['biome', 'ci', '.']],
  ['types of main', 'npx', ['tsc', '-p', 'tsconfig.main.json']],
  ['types of the window', 'npx', ['tsc', '-p', 'tsconfig.renderer.json']],
  ['types of the end-to-end tests', 'npx', ['tsc', '-p', 'tsconfig.e2e.json']],
  ['build', 'node', ['build/build.mjs']],
];
const broken = steps.filter(([title, command, args]) => {
  say(title);
  return run(command, args) !== 0;
});
for (const [title] of broken) say(`FAILED: ${title}`);
const counts = testAll();
say(
  [`${counts.passed} passed`, `${counts.failed + broken.length} failed`, `${counts.skipped} skipped`].join(
    ', ',
  ),
);
process.exitCode = counts.failed + broken.length === 0 && counts.ok ? 0 : 1;

function installMissing() {
  const missing = packages.filter(({ shows }) => !existsSync(shows)).map(({ name }) => name);
  if (missing.length === 0) return;
  const mayInstall =
    process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!mayInstall) {
    say(`not installed, and this user may not install it: ${missing.join(', ')}; what needs it is skipped`);
    return;
  }
  say(`installing ${missing.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['-qq', 'update'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...missing], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function testAll() {
  const folder = mkdtempSync(join(tmpdir(), 'postkey-tests-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const status = run('npx', ['vitest', 'run', ...reporters, ...only]);
  try {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    for (const title of skippedIn(testResults)) say(`skipped: ${title}`);
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests, ok: status === 0 };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, ok: false };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function skippedIn(files) {
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  return tests
    .filter(({ status }) => status === 'pending' || status === 'skipped')
    .map(({ fullName }) => fullName);
}

function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: project, stdio: 'inherit', ...options }).status;
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
