import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** What `Properties.load` made of a file: its keys and values, or null where it threw. */
export type Loaded = ReadonlyMap<string, string> | null;

export interface JavaProperties {
  load(files: readonly Uint8Array[]): Promise<Loaded[]>;
  close(): Promise<void>;
}

/** Whether there is a Java here that can run a source file. */
export function hasJava(): boolean {
  return spawnSync('java', ['--version']).status === 0 && spawnSync('javac', ['--version']).status === 0;
}

/** One Java process that loads all files it is given. */
export function startJava(): JavaProperties {
  const java = spawn('java', ['-Xshare:auto', join(import.meta.dirname, 'LoadProperties.java')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const input = createReader(java.stdout);
  return {
    async load(files) {
      send(java.stdin, files);
      const answers: Loaded[] = [];
      for (const _ of files) answers.push(await readAnswer(input));
      return answers;
    },
    async close() {
      java.stdin.end(number(0));
      await ended(java);
    },
  };
}

function send(stdin: Writable, files: readonly Uint8Array[]): void {
  stdin.write(Buffer.concat([number(files.length), ...files.flatMap((file) => [number(file.length), file])]));
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

async function readAnswer(input: Reader): Promise<Loaded> {
  const size = (await input.take(4)).readInt32BE();
  if (size < 0) return null;
  const properties = new Map<string, string>();
  for (let entry = 0; entry < size; entry += 1) {
    const key = await readText(input);
    properties.set(key, await readText(input));
  }
  return properties;
}

async function readText(input: Reader): Promise<string> {
  const length = (await input.take(4)).readInt32BE();
  return Buffer.from(await input.take(length * 2))
    .swap16()
    .toString('utf16le');
}

interface Reader {
  take(count: number): Promise<Buffer> | Buffer;
}

/** Hands out bytes as they are asked for. */
function createReader(stream: Readable): Reader {
  const chunks = stream[Symbol.asyncIterator]();
  let kept: Buffer = Buffer.alloc(0);
  const more = async (count: number) => {
    const parts = [kept];
    for (let size = kept.length; size < count; ) {
      const next = await chunks.next();
      if (next.done) throw new Error('Java ended early');
      parts.push(next.value);
      size += next.value.length;
    }
    kept = Buffer.concat(parts);
    return cut(count);
  };
  const cut = (count: number) => {
    const taken = kept.subarray(0, count);
    kept = kept.subarray(count);
    return taken;
  };
  return { take: (count) => (kept.length >= count ? cut(count) : more(count)) };
}

async function ended(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null) return;
  await new Promise((resolve) => process.once('exit', resolve));
}
