import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';
import { runHfreuse } from '../cli/run-hfreuse.ts';
import { makeFaultyHub } from './faulty-hub.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-last-'));
const file = join(folder, 'hub.duckdb');
let hub: SimulatedHub;
let lookUpsFail = true;

beforeAll(async () => {
  hub = await startServer(await makeFaultyHub(), {
    quota: 1_000_000,
    faults: ({ url }) =>
      lookUpsFail && url.includes('/revision/') ? { kind: 'status', status: 500, form: 'html' } : null,
  });
});

afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

const collect = () =>
  runHfreuse([
    'collect',
    '--all',
    ...['--endpoint', hub.url, '--snapshot', file, '--resolve', '5', '--retries', '0'],
  ]);

const isFinished = async (): Promise<[complete: boolean, finished: boolean]> => {
  const { stdout } = await runHfreuse(['status', '--snapshot', file, '--format', 'json']);
  const { complete, finished } = JSON.parse(stdout);
  return [complete, finished];
};

it('finished is reported when it is: complete, and the look-ups done', async () => {
  const first = await collect();
  expect(first.code).toBe(0);
  expect(first.stderr).toMatch(/complete, but not finished: 5 names could not be looked up; run the same/);
  expect(first.stderr).not.toMatch(/done/);
  expect(await isFinished()).toEqual([true, false]);

  lookUpsFail = false;
  const before = hub.requests();
  const second = await collect();
  expect(second.code).toBe(0);
  expect(second.stderr).toMatch(/done: .*hub\.duckdb is finished; next: hfreuse report/);
  expect(hub.requests() - before).toBeGreaterThanOrEqual(5);
  expect(await isFinished()).toEqual([true, true]);

  const third = await collect();
  expect(third.code).toBe(0);
  expect(third.stderr).toMatch(/is finished; nothing is left to read/);
});

it('items that were rejected: how many, and where they are', async () => {
  const { stderr } = await collect();
  expect(stderr).toMatch(/^4 list items .*set aside.*table rejected of .*hub\.duckdb/);
  const { stdout } = await runHfreuse(['status', '--snapshot', file, '--format', 'json']);
  expect(JSON.parse(stdout).rejected).toBe(4);
});
