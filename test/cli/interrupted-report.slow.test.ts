import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runHfreuse, startHfreuse, waitForEnd } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-interrupted-'));
const snapshot = join(folder, 'hub.duckdb');

beforeAll(async () => {
  await runHfreuse(['simulate', '--models', '30000', '--seed', '2', '--snapshot', snapshot]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Each would take many minutes.
it.each([
  ['--fit-p', '100000'],
  ['--ci', '100000', '--fit-p', '100000'],
])('Ctrl-C ends report %s %s with 130, and nothing is written', async (...request) => {
  const output = join(folder, 'report.json');
  const child = startHfreuse(['report', '--snapshot', snapshot, ...request, '--output', output]);
  const run = waitForEnd(child);
  await wait(3000);
  expect(child.exitCode).toBeNull();
  child.kill('SIGINT');
  expect(await run).toEqual({ code: 130, stdout: '', stderr: 'interrupted; nothing was written\n' });
  expect(existsSync(output)).toBe(false);
});
