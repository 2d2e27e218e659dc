import { describe, expect, it } from 'vitest';
import { diedAtStart, isStale, obstacle } from '../../build/start-mode.mjs';

describe('npm start', () => {
  it.each([
    [{ platform: 'linux', env: {} }, 'no-display'],
    [{ platform: 'linux', env: {}, uid: 0 }, 'no-display'],
    [{ platform: 'linux', env: { DISPLAY: ':0' }, uid: 1000 }, null],
    [{ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' }, uid: 1000 }, null],
    [{ platform: 'linux', env: { DISPLAY: ':0' }, uid: 0 }, 'root'],
    [{ platform: 'darwin', env: {}, uid: 501 }, null],
    [{ platform: 'win32', env: {} }, null],
  ] as const)('on %o finds in the way of the desktop app: %s', (machine, expected) => {
    expect(obstacle(machine)).toBe(expected);
  });

  it.each([
    ['nothing was built', [10], [null, 20], true],
    ['a source is newer than an output', [10, 30], [20, 40], true],
    ['the outputs are newer than every source', [10, 15], [20, 40], false],
  ] as const)('knows whether to build: %s', (_name, sources, outputs, expected) => {
    expect(isStale(sources, outputs)).toBe(expected);
  });

  it.each([
    [{ code: null, signal: 'SIGTRAP', ms: 300 }, true],
    [{ code: 127, signal: null, ms: 20 }, true],
    [{ code: null, signal: 'SIGSEGV', ms: 60_000 }, false],
    [{ code: null, signal: 'SIGTERM', ms: 300 }, false],
    [{ code: 1, signal: null, ms: 300 }, false],
    [{ code: 0, signal: null, ms: 300 }, false],
  ] as const)('takes %o for an Electron that cannot run here: %s', (end, expected) => {
    expect(diedAtStart(end)).toBe(expected);
  });
});
