// npm run test:faults -- --seed S --runs N: more schedules than the test suite draws. A failure names its seed.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, runs: { type: 'string', default: '1000' } },
});
const env = { ...process.env, FAULTS_SEED: values.seed, FAULTS_RUNS: values.runs };
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'slow', 'test/faults/schedules-'], {
  env,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
