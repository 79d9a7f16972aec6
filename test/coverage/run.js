// npm run coverage -- [test files]: which lines and branches of the rooms that make numbers the quick tier does not reach.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listUncovered, rooms } from './list-uncovered.js';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-coverage-'));
const includes = rooms.map((room) => `--coverage.include=src/${room}/**`);
const options = ['--coverage.enabled', '--coverage.reporter=json', '--coverage.reportOnFailure', ...includes];
const program = join('node_modules', 'vitest', 'vitest.mjs');
const tests = [
  'run',
  '--project',
  'quick',
  ...options,
  `--coverage.reportsDirectory=${folder}`,
  ...process.argv.slice(2),
];
const { status } = spawnSync(process.execPath, [program, ...tests], { stdio: ['ignore', 2, 2] });
try {
  const { counts, uncovered } = listUncovered(
    JSON.parse(readFileSync(join(folder, 'coverage-final.json'), 'utf8')),
  );
  for (const line of uncovered) console.log(line);
  for (const [room, { lines, linesRun, branches, branchesRun }] of Object.entries(counts))
    console.log(`${room}: ${linesRun} of ${lines} lines, ${branchesRun} of ${branches} branches`);
  process.exitCode = status === 0 && uncovered.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
