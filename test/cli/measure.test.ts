import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measuresOf } from '../../src/definitions/protocols.ts';
import type { ReportDocument, ReportRow } from '../../src/documents/report/report-row.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-measure-'));
const snapshot = join(folder, 'hub.duckdb');

beforeAll(() => copySimulated(snapshot, { models: 600 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const report = async (...args: string[]): Promise<ReportDocument> => {
  const run = await runHfreuse(['report', '--snapshot', snapshot, '--format', 'json', ...args]);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(run.stdout);
};

const keyOf = ({ measure, task }: ReportRow): string => `${measure} ${task}`;

describe('report --measure', () => {
  it('has the rows of these measures alone, with every figure, in the order of a report', async () => {
    const { rows, definitions } = await report('--measure', 'downloads-per-model,OWNERS-per-dataset');
    expect([...new Set(rows.map(({ measure }) => measure))]).toEqual([
      'owners-per-dataset',
      'downloads-per-model',
    ]);
    expect(Object.keys(definitions)).toEqual(['RQ2', 'RQ3']);
    expect(definitions.RQ2).toMatch(/^owners-per-dataset: Per dataset/);
    const ordinary = (await report('--question', '2')).rows[0];
    for (const row of rows) expect(Object.keys(row)).toEqual(Object.keys(ordinary ?? {}));
  });

  it('the rows of an ordinary measure are those of a report without the option', async () => {
    const ordinary = await report('--question', '3');
    const named = await report('--measure', 'derivatives-per-model,bases-per-model');
    expect(named.rows).toEqual(ordinary.rows);
    expect((await report()).rows.map(({ measure }) => measure)).not.toContain('owners-per-model');
  });

  it('descendants are derivatives and more, owners no more than users', async () => {
    const values = async (measure: string) =>
      new Map(
        (await report('--modality', 'all', '--measure', measure)).rows.map((row) => [row.task, row.total]),
      );
    const derivatives = await values('derivatives-per-model');
    for (const [task, total] of await values('descendants-per-model')) {
      expect(total, task).toBeGreaterThanOrEqual(derivatives.get(task) ?? Number.NaN);
    }
    for (const [task, total] of await values('owners-per-model')) {
      expect(total, task).toBeLessThanOrEqual(derivatives.get(task) ?? Number.NaN);
    }
    expect(derivatives.size).toBeGreaterThan(5);
  });

  it('its grid has the choices that change what the measure is made of', async () => {
    const { grid } = await report('--grid', '--measure', 'owners-per-model');
    const settings = grid?.choices.map(({ choice, setting }) => `${choice}: ${setting}`) ?? [];
    expect(settings).toContain('users: models');
    expect(settings).toContain('relations: merge alone');
    expect(settings).not.toContain('scope: same task');
    const own = grid?.rows.filter(({ setting }) => setting === 'current') ?? [];
    const rows = (await report('--measure', 'owners-per-model')).rows;
    expect(own.map(({ task, mean }) => [task, mean])).toEqual(rows.map(({ task, mean }) => [task, mean]));
  });

  it.each<[RegExp, string[]]>([
    [
      /--measure does not take "nonsense"; choose from datasets-per-model, .*downloads-per-model/,
      ['nonsense'],
    ],
    [/--measure goes with --protocol current only/, ['owners-per-model', '--protocol', 'study-2025']],
    [
      /--measure owners-per-model answers RQ3, which --question leaves out/,
      ['owners-per-model', '--question', '1,2'],
    ],
  ])('%s', async (message, args) => {
    const run = await runHfreuse(['report', '--snapshot', snapshot, '--measure', ...args]);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(message);
    expect(run.stderr).toMatch(/^hfreuse: [^\n]+\n$/);
  });
});

describe('report --min-n', () => {
  it('leaves out rows of fewer members, names them, and changes no other', async () => {
    const all = await report('--modality', 'all');
    const some = await report('--modality', 'all', '--min-n', '5');
    expect(some.rows).toEqual(all.rows.filter(({ n }) => n >= 5));
    const small = all.rows.filter(({ n }) => n < 5);
    expect(small.length).toBeGreaterThan(0);
    const note = some.warnings.find((warning) => warning.includes('fewer than 5 members')) ?? '';
    expect(note).toMatch(new RegExp(`^Left out: ${small.length} rows? of`));
    for (const row of small)
      expect(note).toContain(`${row.measure} of ${row.modality} ${row.task} (${row.n})`);
    expect(new Set(some.rows.map(keyOf)).size).toBe(some.rows.length);
    expect((await report('--min-n', '1')).warnings.join()).not.toContain('2 members');
  });

  it('takes a number of members, and no table of something else', async () => {
    for (const [args, message] of [
      [['--min-n', '0'], /--min-n takes a whole number, 1 or more/],
      [['--min-n', '5', '--grid', '--format', 'csv'], /--min-n is about the ordinary rows/],
    ] as const) {
      const run = await runHfreuse(['report', '--snapshot', snapshot, ...args]);
      expect(run.code).toBe(2);
      expect(run.stderr).toMatch(message);
    }
  });
});

describe('sql --measure', () => {
  it.each(measuresOf.current.map(({ measure, sql }) => [measure, sql] as const))(
    '%s',
    async (measure, sql) => {
      const recursive = 'recursive' in sql && sql.recursive === true;
      for (const dialect of ['duckdb', 'spark', 'trino']) {
        const run = await runHfreuse(['sql', '--measure', measure, '--dialect', dialect]);
        if (recursive && dialect !== 'duckdb') {
          expect(run).toMatchObject({ code: 2, stdout: '' });
          expect(run.stderr).toMatch(/descendants-per-model takes --dialect duckdb, not/);
          continue;
        }
        expect(run.code).toBe(0);
        expect(run.stdout).toContain(`'${measure}' AS measure`);
        expect(run.stdout.match(/' AS measure,/g)).toHaveLength(1);
      }
    },
  );
});
