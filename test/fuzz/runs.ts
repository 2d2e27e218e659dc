/**
 * How much is generated, and from what: few files by default, as many as wanted by hand. The seed is in the name of
 * every test, so that a failure can be run again.
 *
 * `POSTKEY_FUZZ_FILES=1000000 POSTKEY_FUZZ_SEED=1 npx vitest run test/fuzz`
 */
export const fuzz = {
  seed: Number(process.env['POSTKEY_FUZZ_SEED'] ?? Date.now() % 2 ** 31),
  /** @param few where nobody says how many */
  files: (few: number): number => Number(process.env['POSTKEY_FUZZ_FILES'] ?? few),
  /** Milliseconds: enough for a million. */
  timeout: 3_600_000,
} as const;
