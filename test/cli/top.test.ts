import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TopDocument } from '../../src/documents/top/top.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

let folder: string;
let snapshot: string[];

const top = (...args: string[]) => runHfreuse(['top', ...args, ...snapshot]);
const topJson = async (...args: string[]): Promise<TopDocument> => {
  const run = await top(...args, '--format', 'json');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(run.stdout);
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-top-'));
  const file = join(folder, 'hub.duckdb');
  snapshot = ['--snapshot', file];
  await copySimulated(file, { models: 3000 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keys =
  'rank id task ghost uses owners ownUses share cumulativeShare relations topOwner descendants downloads likes createdAt'.split(
    ' ',
  );

describe('top', () => {
  it.each(['datasets', 'models', 'owners'])(
    '%s: the documented keys, 20 rows, most uses first',
    async (kind) => {
      const { rows, ...document } = await topJson(kind);
      const request = { kind, rankBy: 'uses', limit: 20, tasks: null, modalities: null, questions: null };
      expect(document).toMatchObject({
        schemaVersion: 1,
        kind,
        rankBy: 'uses',
        total: expect.any(Number),
        request,
      });
      expect(rows).toHaveLength(20);
      for (const row of rows) expect(Object.keys(row)).toEqual(keys);
      expect(rows.map(({ rank }) => rank)).toEqual(Array.from({ length: 20 }, (_, place) => place + 1));
      let above = 0;
      for (const { uses, share, cumulativeShare, ownUses, owners, topOwner } of rows) {
        above += uses;
        expect(share).toBe(uses / document.total);
        expect(cumulativeShare).toBe(above / document.total);
        expect(ownUses + owners).toBeLessThanOrEqual(uses);
        expect(topOwner?.uses).toBeGreaterThanOrEqual(1);
      }
    },
  );

  it('the first model has the derivatives and descendants that its lineage has', async () => {
    const [first] = (await topJson('models', '--n', '1')).rows;
    const run = await runHfreuse(['lineage', first?.id ?? '', '--format', 'json', ...snapshot]);
    const { model } = JSON.parse(run.stdout);
    expect(first).toMatchObject({
      uses: model.derivatives,
      descendants: model.descendants,
      task: model.task,
    });
  });

  it('the descendants of an owner are what falls without them', async () => {
    const { rows } = await topJson('owners', '--n', '3');
    for (const { id, descendants } of rows) {
      const run = await runHfreuse(['lineage', '--without', id, '--format', 'json', ...snapshot]);
      expect(JSON.parse(run.stdout).descendants).toBe(descendants);
    }
  });

  it('the largest value of a report is that of the first row of its task', async () => {
    const run = await runHfreuse(['report', '--question', '2,3', '--format', 'json', ...snapshot]);
    const tasks = ['text-classification', 'text-generation'];
    for (const task of tasks) {
      for (const [kind, measure] of [
        ['datasets', 'models-per-dataset'],
        ['models', 'derivatives-per-model'],
      ] as const) {
        const report = (
          JSON.parse(run.stdout).rows as { measure: string; task: string; max: number; total: number }[]
        ).find((row) => row.task === task && row.measure === measure);
        const { rows, total } = await topJson(kind, '--task', task, '--n', '1');
        expect([rows[0]?.uses, total]).toEqual([report?.max, report?.total]);
        expect(rows[0]?.task?.split(';')).toContain(task);
      }
    }
  });

  it('a scope states how many uses of ghosts it leaves out', async () => {
    const whole = await topJson('models', '--n', '100000');
    const ghosts = whole.rows.filter(({ ghost }) => ghost);
    expect(ghosts.length).toBeGreaterThan(3);
    const { ghostUses, rows } = await topJson('models', '--modality', 'nlp', '--n', '100000');
    expect(ghostUses).toBe(ghosts.reduce((sum, { uses }) => sum + uses, 0));
    expect(rows.some(({ ghost }) => ghost)).toBe(false);
    const { stdout } = await top('models', '--modality', 'nlp');
    expect(stdout.replace(/\s+/g, ' ')).toContain(`their ${ghostUses} uses are left out`);
  });

  it('CSV has a line a row, and words in any case are taken', async () => {
    const { stdout, code } = await top('MODELS', '--rank-by', 'Owners', '--format', 'csv', '--n', '4');
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^snapshot_date,endpoint,protocol,request,rank,id,/);
    expect(lines[1]).toContain(',models --rank-by owners --n 4,1,');
  });
});

it.each([
  [['nothing'], 'top does not take "nothing"; choose from datasets, models, owners'],
  [['datasets', '--relation', 'merge'], '--relation goes with models or owners'],
  [['owners', '--rank-by', 'descendants'], '--rank-by descendants goes with models'],
  [['models', '--created-before', '2025-02-30'], '--created-before takes a date'],
  [['models', '--task', 'text-generatoin'], 'did you mean text-generation'],
  [['models', '--n', '0'], '--n takes a whole number, 1 or more'],
  [['models', '--modality', 'cv', '--task', 'fill-mask'], '--task fill-mask belongs to nlp'],
])('top %j: exit 2, one line', async (args, words) => {
  const run = await top(...args);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toContain(words);
  expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
});
