import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHfreuse, spawnHfreuse } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-smoke-'));
const hub = join(folder, 'hub.duckdb');

beforeAll(async () => {
  const made = await spawnHfreuse(['simulate', '--models', '300', '--snapshot', hub], {}, folder);
  expect(made).toMatchObject({ code: 0, stdout: '' });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the built program does as its sources do: output, messages, exit code', () => {
  it.each([
    [0, ['--version']],
    [0, ['report', '--help']],
    [0, ['report', '--snapshot', hub, '--format', 'csv']],
    [0, ['status', '--snapshot', hub]],
    [0, ['codebook', '--format', 'json']],
    [0, ['sql', '--dialect', 'trino']],
    [1, ['report', '--snapshot', join(folder, 'missing.duckdb')]],
    [2, ['report', '--format', 'xlsx']],
    [4, ['audit', '--strict']],
    [4, ['report', '--snapshot', hub, '--fail-on', 'n>0']],
  ])('%i: %j', async (code, args) => {
    const built = await spawnHfreuse(args, {}, folder);
    expect(built.code).toBe(code);
    expect(built).toEqual(await runHfreuse(args, {}, folder));
  });
});
