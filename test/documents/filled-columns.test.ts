import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Column, filledColumns } from '../../src/documents/column.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-filled-'));
const on = ['--snapshot', join(folder, 'hub.duckdb')];
beforeAll(async () => {
  await copySimulated(join(folder, 'hub.duckdb'), { models: 3000 });
  await runHfreuse(['export', ...on, '--to', join(folder, 'exported')]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a column that is empty throughout is left out, one with 0 or false is not', () => {
  const columns = ['a', 'b', 'c', 'd'].map((key) => ({ key, heading: key, kind: 'text' }) as Column);
  const keysOf = (rows: object[]) => filledColumns(columns, rows).map(({ key }) => key);
  expect(
    keysOf([
      { a: null, b: 0, c: false },
      { a: null, b: null, c: null },
    ]),
  ).toEqual(['b', 'c']);
  expect(keysOf([])).toEqual(['a', 'b', 'c', 'd']);
});

it.each([
  ['top', 'owners', ...on, '--rank-by', 'downloads'],
  ['top', 'models', ...on],
  ['lineage', ...on],
  ['status', ...on],
  ['diff', on[1] ?? '', on[1] ?? '', '--task', 'fill-mask'],
  ['report', ...on, '--protocol', 'study-2025', '--compare', '--question', '1'],
  ['report', ...on, '--grid', '--question', '1', '--task', 'fill-mask'],
  ['report', '--trend', join(folder, 'exported'), '--question', '1', '--task', 'table-to-text'],
])('%s %s: no column of a table holds nothing but dashes', async (...args) => {
  const { stdout } = await runHfreuse([...args, ...(args[0] === 'lineage' ? [] : ['--width', '1000'])]);
  const rule = /^─{3,}$/;
  const lines = stdout.split('\n');
  const starts = lines.flatMap((line, at) =>
    rule.test(line) && rule.test(lines[at + 2] ?? '') ? [at + 1] : [],
  );
  expect(starts.length).toBeGreaterThan(0);
  for (const at of starts) {
    const body = lines.slice(at + 2);
    const rows = body.slice(
      0,
      body.findIndex((line) => rule.test(line)),
    );
    const cells = [lines[at] ?? '', ...rows].map((line) => line.trim().split(/ {2,}/));
    // Cells that hold blanks or nothing are cut elsewhere: such tables say nothing here.
    if (rows.length === 0 || cells.some((line) => line.length !== cells[0]?.length)) continue;
    cells[0]?.slice(1).forEach((heading, index) => {
      expect(
        cells.slice(1).every((line) => line[index + 1] === '–'),
        heading,
      ).toBe(false);
    });
  }
});
