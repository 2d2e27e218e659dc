import { open } from 'node:fs/promises';

/** Writes a new file through to the disk. Throws what the system says, `EEXIST` for a file that is there. */
export async function writeDurably(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
