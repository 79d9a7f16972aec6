import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
export const bin = join(root, 'bin', 'hfreuse.js');
const peakFile = join(tmpdir(), `hfreuse-bench-peak-${process.pid}`);

/** One run of a Node program as a whole process: wall seconds and peak megabytes. */
export async function runOnce(args) {
  const env = { ...process.env, NO_COLOR: '1', BENCH_PEAK: peakFile };
  const start = performance.now();
  const child = spawn(process.execPath, ['--require', join(root, 'bench', 'peak-memory.cjs'), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return { seconds, megabytes: Number(readFileSync(peakFile, 'utf8')) / 1024 };
}

/** What a Node program prints. */
export async function outputOf(args) {
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 28 });
  return stdout;
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Medians of several runs of several programs in turn, so that a machine's drift meets all of them. */
export async function measure(programs, runs) {
  const results = new Map(programs.map(({ name }) => [name, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const { name, args, before } of programs) {
      before?.();
      results.get(name).push(await runOnce(args));
    }
  }
  return programs.map(({ name }) => ({
    name,
    runs,
    seconds: median(results.get(name).map(({ seconds }) => seconds)),
    megabytes: median(results.get(name).map(({ megabytes }) => megabytes)),
  }));
}
