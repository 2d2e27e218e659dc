import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { propertiesOf, readProperties } from '../../main/templates/properties/document.ts';
import { hostileFile } from './hostile-properties.ts';
import { hasJava, type JavaProperties, type Loaded, startJava } from './java-properties.ts';
import { fuzz } from './runs.ts';

const { seed, timeout } = fuzz;
const wanted = fuzz.files(5000);
const batchSize = 5000;

const java = hasJava();
if (!java) process.stderr.write('skipped: there is no JDK to compare java.util.Properties with\n');

describe.skipIf(!java)('java.util.Properties', () => {
  let jdk: JavaProperties;
  beforeAll(() => {
    jdk = startJava();
  });
  afterAll(() => jdk.close());

  test(`reads ${wanted} hostile files as Postkey does (seed ${seed})`, { timeout }, async () => {
    process.stdout.write(`fuzz: ${wanted} properties files, seed ${seed}\n`);
    for (let done = 0; done < wanted; done += batchSize) {
      const numRuns = Math.min(batchSize, wanted - done);
      const texts = fc.sample(hostileFile, { numRuns, seed: seed + done });
      const loaded = await jdk.load(texts.map((text) => Buffer.from(text, 'latin1')));
      const differing = texts.filter((text, index) => !same(load(text), loaded[index] ?? null));
      const shortest = differing.toSorted((a, b) => a.length - b.length)[0];
      expect(shortest && { text: shortest, postkey: load(shortest) }, 'read differently').toBeUndefined();
    }
  });
});

function load(text: string): Loaded {
  const document = readProperties(text);
  return document.malformed.length > 0 ? null : propertiesOf(document);
}

function same(ours: Loaded, theirs: Loaded): boolean {
  if (ours === null || theirs === null) return ours === theirs;
  return ours.size === theirs.size && [...ours].every(([key, value]) => theirs.get(key) === value);
}
