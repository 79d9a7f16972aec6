import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

// The quick tier's settings for the tests that run.js names. Stryker takes no configuration with projects apart.
export default defineConfig({
  define: { HFREUSE_VERSION: JSON.stringify(version) },
  test: {
    include: JSON.parse(process.env.HFREUSE_TESTS ?? '[]'),
    exclude: ['test/**/*.slow.test.ts'],
    env: { TZ: 'UTC', LC_ALL: 'C', NO_COLOR: '1' },
    globalSetup: ['test/support/shared-folder.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
