import { execFileSync } from 'node:child_process';
import { onTestFinished } from 'vitest';

/** Whether this user may mount a file system of its own; tests of full and read-only disks are skipped where not. */
export function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', '/mnt'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

export interface SmallDisk {
  /** Makes it refuse every write, or take them again. */
  readOnly(on: boolean): void;
}

/** Mounts a disk of 64 KiB on a folder for one test. */
export function mountSmallDisk(folder: string): SmallDisk {
  const mount = (options: string) =>
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
  mount('size=64k');
  onTestFinished(() => {
    execFileSync('umount', [folder], { stdio: 'ignore' });
  });
  return { readOnly: (on) => mount(`remount,${on ? 'ro' : 'rw'}`) };
}
