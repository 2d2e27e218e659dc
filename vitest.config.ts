import { defineConfig } from 'vitest/config';

/** Suites that start browsers or mail servers run one file after the other: two cores carry no more. */
const heavy = { fileParallelism: false, testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    // A stray import of electron must fail, not download it.
    env: { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{main,preload,renderer,contract,build,fuzz}/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      { extends: true, test: { name: 'servers', include: ['test/servers/**/*.test.ts'], ...heavy } },
      { extends: true, test: { name: 'e2e', include: ['test/{e2e,packaging}/**/*.test.ts'], ...heavy } },
    ],
  },
});
