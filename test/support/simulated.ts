import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { runHfreuse } from './run.ts';

/**
 * Puts a simulated snapshot at a path. One of the same size and seed is made once, whichever test files want it: it is
 * the same bytes each time.
 */
export async function copySimulated(path: string, { models, seed = 1 }: { models: number; seed?: number }) {
  const made = join(inject('sharedFolder'), `${models}-${seed}.duckdb`);
  if (!existsSync(made)) {
    // Another worker may be making the same: each under a name of its own, and the last one stays.
    const own = `${made}.${process.pid}.duckdb`;
    const size = ['--models', String(models), '--seed', String(seed)];
    const run = await runHfreuse(['simulate', ...size, '--snapshot', own]);
    if (run.code !== 0) throw new Error(run.stderr);
    renameSync(own, made);
  }
  copyFileSync(made, path);
}
