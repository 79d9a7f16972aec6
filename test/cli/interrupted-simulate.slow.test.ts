import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { startHfreuse, waitForEnd } from './run-hfreuse.ts';

const root = mkdtempSync(join(tmpdir(), 'hfreuse-interrupted-simulate-'));
const folder = join(root, 'work');
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

// Each would take minutes.
it.each(
  (['SIGINT', 'SIGTERM'] as const).flatMap((signal) => [
    [signal, ['--snapshot', 'made.duckdb']] as const,
    [signal, ['--dump', 'deep/dump']] as const,
    [signal, ['--serve']] as const,
  ]),
)('%s ends simulate %j with 130 before it is made, and nothing is written', async (signal, words) => {
  const child = startHfreuse(['simulate', '--models', '8000000', ...words], {}, folder);
  const run = waitForEnd(child);
  await wait(2500);
  expect(child.exitCode).toBeNull();
  child.kill(signal);
  expect(await run).toEqual({ code: 130, stdout: '', stderr: 'interrupted; nothing was written\n' });
  expect(readdirSync(folder)).toEqual([]);
});
