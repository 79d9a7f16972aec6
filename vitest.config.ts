import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two cores: more workers only make the whole-process tests time each other out.
    maxWorkers: 2,
    // It imports folders, which Node alone does not.
    server: { deps: { inline: ['dt-sql-parser'] } },
    env: { TZ: 'UTC', LC_ALL: 'C', NO_COLOR: '1' },
  },
});
