import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { bin, plainEnv, startHfreuse, waitForEnd } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-interrupted-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Each row takes all the steps that a row may take: minutes in all.
const rows = Array.from({ length: 500 }, () => '6861.036728,38197.988526,7678,219498');
const table = join(folder, 'hard.csv');
writeFileSync(table, `mean,sd,n,max\n${rows.join('\n')}\n`);

const interrupted = { code: 130, stdout: '', stderr: 'interrupted; nothing was written\n' };

it.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends a long audit of the built program with 130',
  async (signal) => {
    const child = startHfreuse(['audit', table]);
    const run = waitForEnd(child);
    await wait(3000);
    expect(child.exitCode).toBeNull();
    child.kill(signal);
    expect(await run).toEqual(interrupted);
  },
);

const long = join(folder, 'long.csv');
// Few deviations, and no pair of them: every mean is whole.
const many = Array.from({ length: 200_000 }, (_, row) => `${row % 97},${row % 13}.31,${50 + (row % 200)}`);
writeFileSync(long, `mean,sd,n\n${many.join('\n')}\n`);

it.each(['table', 'html'])(
  'Ctrl-C ends an audit of 200,000 rows, and nothing is printed: --format %s',
  async (format) => {
    const words = ['audit', long, '--format', format];
    const begun = Date.now();
    expect((await waitForEnd(startHfreuse(words))).code).toBe(0);
    const wholeMs = Date.now() - begun;
    for (const share of [0.3, 0.5, 0.7]) {
      const child = startHfreuse(words);
      const run = waitForEnd(child);
      await wait(share * wholeMs);
      child.kill('SIGINT');
      expect(await run, `at ${share}`).toEqual(interrupted);
    }
  },
);

it.each(['SIGINT', 'SIGTERM'] as const)('%s ends one that waits for standard input', async (signal) => {
  const child = spawn(process.execPath, [bin, 'audit', '-'], { env: plainEnv, stdio: 'pipe' });
  const run = waitForEnd(child);
  child.stdin?.write('mean,sd\n');
  await wait(3000);
  expect(child.exitCode).toBeNull();
  child.kill(signal);
  expect(await run).toEqual(interrupted);
});

// One deviation in every row: pairs beyond number, none of them ever one.
const same = join(folder, 'same.csv');
const alike = Array.from({ length: 100_000 }, (_, row) => `r${row},2.25,1.3142,5000`);
writeFileSync(same, `item,mean,sd,n\n${alike.join('\n')}\n`);

it('Ctrl-C ends the search for deviations of other cells', async () => {
  const child = startHfreuse(['audit', same]);
  const run = waitForEnd(child);
  await wait(8000);
  expect(child.exitCode).toBeNull();
  child.kill('SIGINT');
  expect(await run).toEqual(interrupted);
});
