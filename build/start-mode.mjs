/**
 * How `npm start` opens Postkey: as a desktop app where that can work, in the browser elsewhere.
 *
 * @param {{ platform: string, env: Record<string, string | undefined>, uid?: number | undefined }} machine
 * @returns {'no-display' | 'root' | null} why the desktop app cannot run whatever else is there; null where it may
 */
export function obstacle({ platform, env, uid }) {
  if (platform !== 'linux') return null;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'no-display';
  // Chromium's sandbox does not work for root, and Electron refuses to run without it.
  if (uid === 0) return 'root';
  return null;
}

/**
 * True where an output is missing or a source is newer than it.
 *
 * @param {readonly number[]} sources modification times in milliseconds
 * @param {readonly (number | null)[]} outputs the same; null for one that is not there
 */
export function isStale(sources, outputs) {
  const oldest = Math.min(...outputs.map((time) => time ?? Number.NEGATIVE_INFINITY));
  return sources.some((time) => time > oldest);
}

/**
 * True where Electron died in its first moments of a signal: its sandbox is not allowed here, or a library is missing.
 *
 * @param {{ code: number | null, signal: string | null, ms: number }} end
 */
export function diedAtStart({ code, signal, ms }) {
  if (ms > 5_000) return false;
  return code === 127 || ['SIGTRAP', 'SIGABRT', 'SIGSEGV', 'SIGILL'].includes(signal ?? '');
}
