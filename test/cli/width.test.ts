import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-width-'));
const snapshot = join(folder, 'hub.duckdb');
const on = ['--snapshot', snapshot];
beforeAll(() => copySimulated(snapshot, { models: 3000 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const widthOf = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

it.each([
  ['report', ...on],
  ['top', 'datasets', ...on],
  ['flows', 'models', ...on],
  ['diff', snapshot, snapshot],
])('%s fits the width asked for, and names what it leaves out', async (...args) => {
  const [narrow, wide] = [
    (await runHfreuse([...args, '--width', '70'])).stdout,
    (await runHfreuse([...args, '--width', '400'])).stdout,
  ];
  expect(widthOf(narrow)).toBeLessThanOrEqual(70);
  expect(narrow).toContain('left out to fit 70 characters');
  expect(wide).not.toContain('left out to fit');
  expect(widthOf((await runHfreuse(args)).stdout)).toBeLessThanOrEqual(100);
});

it('the --width of lineage is of branches, not of its tables', async () => {
  const { top } = JSON.parse((await runHfreuse(['lineage', ...on, '--format', 'json'])).stdout);
  const run = await runHfreuse(['lineage', top[0].id, ...on, '--width', '3', '--format', 'table']);
  expect(run.stdout).toMatch(/^Hub {2}/m);
  expect(widthOf(run.stdout)).toBeGreaterThan(60);
  expect(run.stdout).not.toContain('--width <n> for more');
});
