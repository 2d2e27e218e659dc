import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { wellBehaved } from '../../../main/practice/misbehaviour.ts';
import { type Practice, type PracticeOptions, startPractice } from '../../../main/practice/practice.ts';
import { createTexts } from '../../../preload/texts/index.ts';

/** Runs practice for the tests of a file; it behaves well again after each. */
export function runPractice(options: Partial<PracticeOptions> = {}): { readonly practice: Practice } {
  let running: Practice | undefined;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postkey-practice-'));
    running = await startPractice({ folder, texts: await createTexts('en'), ...options });
  });
  afterEach(() => running?.misbehave(wellBehaved));
  afterAll(async () => {
    await running?.close();
    await rm(folder, { recursive: true });
  });
  return {
    get practice() {
      if (!running) throw new Error('practice is not running');
      return running;
    },
  };
}
