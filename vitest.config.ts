import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { touchEveryModule } from './test/support/touch-modules.ts';

// `npm test` is the quick tier. `npm run test:all` adds the slow one: whole files named *.slow.test.ts, and all seeds
// and cases of those named *.seeded.test.ts, of which the quick tier draws a few (test/support/tier.ts).
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
// As the build does it: the program is run from its sources, in this process.
// A function, for vitest empties what it is given.
const define = () => ({ HFREUSE_VERSION: JSON.stringify(version) });
const shared = {
  globalSetup: ['test/support/shared-folder.ts'],
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // It imports folders, which Node alone does not.
  server: { deps: { inline: ['dt-sql-parser'] } },
};
const env = { TZ: 'UTC', LC_ALL: 'C', NO_COLOR: '1' };

export default defineConfig({
  test: {
    // Two cores: more workers only make the whole-process tests time each other out.
    maxWorkers: 2,
    projects: [
      {
        define: define(),
        plugins: [touchEveryModule()],
        test: {
          ...shared,
          name: 'quick',
          env,
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.slow.test.ts'],
          // One process loads the program, and compiles it while it runs, once for all its files: a third of the work.
          isolate: false,
        },
      },
      {
        define: define(),
        test: {
          ...shared,
          name: 'slow',
          env: { ...env, HFREUSE_TIER: 'slow' },
          include: ['test/**/*.slow.test.ts', 'test/**/*.seeded.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
