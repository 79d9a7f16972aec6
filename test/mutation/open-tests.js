import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createVitest } from 'vitest/node';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/**
 * Opens some test files of the quick tier and runs them once as they are, which must succeed.
 * @param patterns of test files
 * @returns `judge({file, text})`: what becomes of the tests where a source file has this text: `failed`, `ended` (the
 * process was, for it ran too long or took too much memory) or `passed`; and `close()`
 */
export async function openTests(patterns) {
  const state = { path: '', text: '', order: [] };
  const vitest = await startVitest(patterns, state);
  const specifications = await vitest.globTestSpecifications();
  const whole = await runInOrder(vitest, state, specifications);
  if (whole.outcome !== 'passed') throw new Error('The tests fail before anything is changed.');
  vitest.provide('limitsMs', whole.limitsMs);

  async function judge({ file, text }) {
    state.path = resolve(file);
    state.text = text;
    vitest.invalidateFile(state.path);
    const reached = listReached(vitest, state.path, specifications, whole.milliseconds);
    const { outcome } =
      reached.length === 0 ? { outcome: 'passed' } : await runInOrder(vitest, state, reached);
    vitest.invalidateFile(state.path);
    state.path = '';
    return outcome;
  }
  return { judge, close: () => vitest.close() };
}

function startVitest(patterns, state) {
  class InOrder {
    shard = (files) => files;
    sort = (files) => files.sort((a, b) => state.order.indexOf(a.moduleId) - state.order.indexOf(b.moduleId));
  }
  return createVitest(
    'test',
    {
      config: false,
      watch: false,
      include: patterns,
      exclude: ['test/**/*.slow.test.ts'],
      env: { TZ: 'UTC', LC_ALL: 'C', NO_COLOR: '1' },
      globalSetup: ['test/support/shared-folder.ts'],
      setupFiles: ['test/mutation/watch-mutant.js'],
      testTimeout: 120_000,
      hookTimeout: 120_000,
      // One fresh process for each mutant, so that what a module computes while it is loaded is changed too.
      pool: 'forks',
      isolate: false,
      maxWorkers: 1,
      execArgv: ['--max-old-space-size=1500'],
      sequence: { sequencer: InOrder },
      reporters: [{}],
    },
    {
      define: { HFREUSE_VERSION: JSON.stringify(version) },
      plugins: [{ name: 'mutant', enforce: 'pre', load: (id) => (id === state.path ? state.text : null) }],
      server: { watch: null },
    },
  );
}

async function runInOrder(vitest, state, specifications) {
  state.order = specifications.map(({ moduleId }) => moduleId);
  const { testModules: known, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  // Vitest also returns what earlier runs found in other files.
  const testModules = known.filter(({ moduleId }) => state.order.includes(moduleId));
  const isRed = testModules.some((one) => !one.ok());
  const outcome = isRed ? 'failed' : unhandledErrors.length > 0 ? 'ended' : 'passed';
  const milliseconds = new Map(testModules.map((one) => [one.moduleId, one.diagnostic().duration]));
  const limitsMs = testModules.map((one) => {
    const { duration, collectDuration } = one.diagnostic();
    return [one.moduleId, 5000 + 5 * (duration + collectDuration)];
  });
  return { outcome, milliseconds, limitsMs: Object.fromEntries(limitsMs) };
}

/** The test files that import a file, through others too: the nearest and the quickest first. */
function listReached(vitest, path, specifications, milliseconds) {
  const distances = new Map();
  for (const { moduleGraph } of Object.values(vitest.vite.environments)) {
    let ring = [...(moduleGraph.getModulesByFile(path) ?? [])];
    for (let distance = 0; ring.length > 0; distance += 1) {
      const next = new Set();
      for (const one of ring) {
        if (distances.has(one.file)) continue;
        distances.set(one.file, distance);
        for (const importer of one.importers) next.add(importer);
      }
      ring = [...next];
    }
  }
  const costOf = ({ moduleId }) => distances.get(moduleId) * (20 + milliseconds.get(moduleId));
  return specifications
    .filter(({ moduleId }) => distances.has(moduleId))
    .sort((a, b) => costOf(a) - costOf(b));
}
