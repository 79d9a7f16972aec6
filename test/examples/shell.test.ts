import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReportRow, report } from '../../src/index.ts';
import { makeProgramFolder } from '../support/program-folder.ts';
import { root, runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-examples-'));
const snapshot = join(folder, 'hub.duckdb');
const example = (name: string): string => join(root, 'examples', name);
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  env = makeProgramFolder(join(folder, 'bin'));
  await copySimulated(snapshot, { models: 3000 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Line = Record<string, string>;
const readCsv = (file: string): Line[] =>
  parse(readFileSync(file, 'utf8'), { columns: true, bom: true }) as Line[];

describe('examples/', () => {
  it('spreadsheet: the ten most concentrated tasks, with a figure of its own', async () => {
    const file = join(folder, 'concentrated.csv');
    execFileSync('bash', [example('spreadsheet/most-concentrated.sh'), snapshot, file], { env });
    expect(readFileSync(file).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const lines = readCsv(file);
    const request = { measures: ['derivatives-per-model'], minN: 30, sort: 'gini' } as const;
    const rows = (await report(snapshot, request)).rows.slice(0, 10);
    expect(lines.map(({ task }) => task)).toEqual(rows.map(({ task }) => task));
    for (const [at, line] of lines.entries()) {
      const { total = 0, nAll = 0, gini } = rows[at] ?? ({} as Partial<ReportRow>);
      expect(Number(line.gini)).toBe(gini);
      expect(Number(line.derivatives_per_1000)).toBeCloseTo((1000 * total) / nAll, 2);
    }
  });

  it('duckdb: the share of the ten most used datasets, as the report has it', async () => {
    const lake = join(folder, 'hub-export');
    expect((await runHfreuse(['export', '--snapshot', snapshot, '--to', lake])).code).toBe(0);
    const sql = readFileSync(example('duckdb/lake.sql'), 'utf8').replaceAll("'hub-export/", `'${lake}/`);
    const connection = await (await DuckDBInstance.create()).connect();
    const found = (await connection.runAndReadAll(sql)).getRowObjectsJson();
    connection.closeSync();
    const { rows } = await report(snapshot, { questions: ['RQ2'], modalities: ['all'] });
    const shown = found.filter(({ task }) => rows.some((row) => row.task === task));
    expect(shown.length).toBe(rows.length);
    for (const { task, datasets, total, mean, top10_share, snapshot_date } of shown) {
      const row = rows.find((one) => one.task === task);
      expect([snapshot_date, Number(datasets), Number(total)]).toEqual(['2026-08-31', row?.nAll, row?.total]);
      expect(mean).toBeCloseTo(row?.mean ?? Number.NaN, 12);
      if (row?.top10Share === null) expect(top10_share).toBeNull();
      else expect(top10_share).toBeCloseTo(row?.top10Share ?? Number.NaN, 12);
    }
  });
});
