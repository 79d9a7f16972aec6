import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReportRows } from '../../src/commands/report-rows.ts';
import { derive } from '../../src/snapshot/derive.ts';
import { queryExport } from '../../src/snapshot/export/query-export.ts';
import { writeExport } from '../../src/snapshot/export/write-export.ts';
import { openSnapshotInMemory, type Snapshot } from '../../src/snapshot/open-snapshot.ts';
import { type Cell, readRows } from '../../src/snapshot/query.ts';
import { codebook } from '../../src/study/codebook/codebook.ts';
import type { Protocol, ReportRow } from '../../src/study/report-row.ts';
import { sortRows } from '../../src/study/sort-rows.ts';
import { buildSql } from '../../src/study/sql/build-sql.ts';
import { figureNames } from '../../src/study/sql/figures-sql.ts';
import { studyTasks } from '../../src/study/tasks.ts';
import { runHfreuse } from '../cli/run-hfreuse.ts';
import { compareRows } from '../oracle/compare.ts';
import { fillRandomSnapshot } from '../oracle/random-snapshot.ts';

const questions = ['RQ1', 'RQ2', 'RQ3'];
const tasks = studyTasks.map(({ task }) => task);
const protocols: Protocol[] = ['current', 'study-2025'];
const asked = {
  studyTasks: tasks,
  generator: 'test',
  replace: false,
  signal: new AbortController().signal,
};
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-export-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const toCamel = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const keyOf = (row: Record<string, unknown>): string =>
  `${row.measure} ${row.modality} ${row.task} ${row.population}`;

/** Every row and every figure of the contract, in the same order, within 1e-9 of each other. */
function expectSame(rows: readonly ReportRow[], others: readonly Record<string, Cell>[]): void {
  const found = others.map(
    ({ snapshot_date, ...figures }) =>
      Object.fromEntries(
        Object.entries(figures).map(([name, value]) => [toCamel(name), value]),
      ) as unknown as ReportRow,
  );
  compareRows(sortRows(rows, 'mean'), found);
}

async function randomSnapshot(seed: number): Promise<Snapshot> {
  const snapshot = await openSnapshotInMemory();
  await fillRandomSnapshot(snapshot.connection, seed);
  await snapshot.connection.run(
    `INSERT INTO meta SELECT 'provenance', '{"endpoint":"http://x"}' WHERE NOT EXISTS (FROM meta WHERE key = 'provenance')`,
  );
  await derive(snapshot, tasks, { temporary: true });
  return snapshot;
}

const query = (protocol: Protocol, from: string): string =>
  buildSql({ protocol, dialect: 'duckdb', questions, modalities: null, tasks: null, folder: from });

describe('SQL on the export gives the rows of a report', () => {
  it('has every figure of a report but those on request and the rarefied ones', async () => {
    const snapshot = await randomSnapshot(99);
    const choice = { questions, modalities: null, tasks: null, relations: null };
    const [row] = await readReportRows(snapshot, { ...choice, protocol: 'current' });
    snapshot.close();
    const named = ['question', 'measure', 'modality', 'task', 'population'];
    const rarefied = ['distinctRarefied', 'effectiveDistinctRarefied'];
    expect([...named, ...figureNames.map(toCamel), ...rarefied].sort()).toEqual(
      Object.keys(row ?? {}).sort(),
    );
  });

  it.each(Array.from({ length: 12 }, (_, index) => index + 100))('random snapshot %i', async (seed) => {
    const snapshot = await randomSnapshot(seed);
    const to = join(folder, `it's [${seed}] *?`);
    await writeExport(snapshot, join(to, 'snapshot_date=2026-01-02'), asked);
    for (const protocol of protocols) {
      const rows = await readReportRows(snapshot, {
        protocol,
        questions,
        modalities: null,
        tasks: null,
        relations: null,
      });
      expect(rows.length).toBeGreaterThan(0);
      const found = await queryExport(query(protocol, to), to);
      expect(new Set(found.map(({ snapshot_date }) => snapshot_date))).toEqual(new Set(['2026-01-02']));
      expectSame(rows, found);
    }
    snapshot.close();
  });

  it('a simulated Hub, through the program; and the trend of two dates is the two reports', async () => {
    const to = join(folder, 'trend');
    const reports: ReportRow[][] = [];
    for (const [seed, date] of [
      ['7', '2026-01-01'],
      ['8', '2026-02-01'],
    ] as const) {
      const snapshot = join(folder, `${seed}.duckdb`);
      await runHfreuse(['simulate', '--models', '3000', '--seed', seed, '--snapshot', snapshot]);
      const run = await runHfreuse(['export', '--snapshot', snapshot, '--to', join(folder, seed)]);
      expect([run.code, run.stdout]).toEqual([0, '']);
      const [made = ''] = readdirSync(join(folder, seed));
      expect(made).toMatch(/^snapshot_date=\d{4}-\d\d-\d\d$/);
      mkdirSync(to, { recursive: true });
      cpSync(join(folder, seed, made), join(to, `snapshot_date=${date}`), { recursive: true });
      const report = await runHfreuse([
        'report',
        '--snapshot',
        snapshot,
        '--format',
        'json',
        '--protocol',
        'study-2025',
      ]);
      reports.push(JSON.parse(report.stdout).rows);
    }
    // What a killed export leaves beside is not read.
    mkdirSync(join(to, '.snapshot_date=2026-03-01.0.part'));
    writeFileSync(join(to, '.snapshot_date=2026-03-01.0.part', 'models.parquet'), 'half');
    const args = ['report', '--trend', to, '--protocol', 'study-2025', '--format'];
    const { rows } = JSON.parse((await runHfreuse([...args, 'json'])).stdout);
    for (const [index, date] of ['2026-01-01', '2026-02-01'].entries()) {
      const ofDate = rows.filter((row: { snapshotDate: string }) => row.snapshotDate === date);
      expect(ofDate.length).toBe(reports[index]?.length);
      for (const row of reports[index] ?? []) {
        const same = ofDate.find((other: ReportRow) => keyOf({ ...other }) === keyOf({ ...row }));
        for (const name of ['n', 'mean', 'sd', 'median', 'gini', 'effectiveNumber', 'top10Share'] as const) {
          if (row[name] === null) expect(same[name]).toBeNull();
          else expect(same[name]).toBeCloseTo(Number(row[name]), 9);
        }
      }
    }
    const csv = await runHfreuse([...args, 'csv']);
    expect(csv.stdout.split('\r\n')[0]).toMatch(
      /^snapshot_date,question,measure,modality,task,population,n,mean,sd/,
    );
    expect(csv.stdout.trimEnd().split('\r\n').length).toBe(rows.length + 1);
    expect((await runHfreuse([...args, 'table'])).stdout).toContain('2026-02-01');
  });
});

describe('an export', () => {
  it('keeps strangers’ texts, and every repo and edge once', async () => {
    const snapshot = await randomSnapshot(3);
    const to = join(folder, 'odd');
    const texts = [`o'wner/"x"`, 'emoji/🤗', '__proto__', 'a\nb', '=cmd()'];
    await snapshot.connection.run(
      `UPDATE dataset_rows SET id = t FROM (SELECT unnest([${texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ')}]) AS t, unnest(range(5)) AS n) WHERE n = dataset_rows.rowid`,
    );
    await writeExport(snapshot, join(to, 'snapshot_date=2026-01-02'), asked);
    const file = (name: string) => `read_parquet('${to}/*/${name}.parquet')`;
    const ids = (await readRows(snapshot.connection, `SELECT id FROM ${file('datasets')}`)).map(
      ({ id }) => id,
    );
    const kept = await readRows(
      snapshot.connection,
      'SELECT rowid::INTEGER AS row FROM dataset_rows WHERE rowid < 5 AND rowid IN (SELECT row FROM datasets)',
    );
    for (const { row } of kept) expect(ids).toContain(texts[Number(row)]);
    for (const name of ['models', 'datasets', 'model_bases', 'model_datasets']) {
      const counts = await readRows(
        snapshot.connection,
        name === 'model_datasets'
          ? `SELECT (SELECT count(*) FROM (FROM model_datasets SELECT model, dataset UNION FROM study_uses SELECT model, dataset))::INTEGER AS a, (SELECT count(*) FROM ${file(name)})::INTEGER AS b`
          : `SELECT (SELECT count(*) FROM ${name})::INTEGER AS a, (SELECT count(*) FROM ${file(name)})::INTEGER AS b`,
      );
      expect(counts[0]?.a).toBe(counts[0]?.b);
      expect(Number(counts[0]?.a)).toBeGreaterThan(0);
    }
    snapshot.close();
  });

  it('has the columns that the codebook names, in its order', async () => {
    const snapshot = await randomSnapshot(4);
    const to = join(folder, 'columns');
    await writeExport(snapshot, join(to, 'snapshot_date=2026-01-02'), asked);
    const tables = codebook.filter(({ command }) => command === 'export');
    expect(tables.map(({ table }) => `${table}.parquet`).sort()).toEqual(
      readdirSync(join(to, 'snapshot_date=2026-01-02')).sort(),
    );
    for (const { table, entries } of tables) {
      const columns = await readRows(
        snapshot.connection,
        `SELECT column_name AS name FROM (DESCRIBE FROM read_parquet('${to}/snapshot_date=2026-01-02/${table}.parquet', hive_partitioning = false))`,
      );
      expect(columns.map(({ name }) => name)).toEqual(Object.keys(entries));
    }
    snapshot.close();
  });

  it('is not overwritten unasked, replaced whole when asked, and leaves nothing beside', async () => {
    const snapshot = join(folder, 'once.duckdb');
    await runHfreuse(['simulate', '--models', '300', '--snapshot', snapshot]);
    const to = join(folder, 'once');
    const args = ['export', '--snapshot', snapshot, '--to', to];
    expect((await runHfreuse(args)).code).toBe(0);
    const again = await runHfreuse(args);
    expect(again.code).toBe(2);
    expect(again.stderr).toMatch(/snapshot_date=.* exists already.*--replace/);
    expect((await runHfreuse([...args, '--replace'])).code).toBe(0);
    expect(readdirSync(to)).toHaveLength(1);
    const file = join(folder, 'file');
    writeFileSync(file, 'mine');
    const blocked = await runHfreuse(['export', '--snapshot', snapshot, '--to', file]);
    expect(blocked.code).toBe(1);
    expect(blocked.stderr).toMatch(/^hfreuse: [^\n]+\n$/);
  });

  it('that is not there is said in one line; what makes no sense is refused', async () => {
    const missing = await runHfreuse(['report', '--trend', join(folder, 'nowhere')]);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toMatch(/^hfreuse: [^\n]*nowhere[^\n]*export[^\n]*\n$/);
    for (const [args, pattern] of [
      [['--ci', '10'], /--ci does not go with --trend/],
      [['--by', 'modality'], /--by/],
      [['--task', 'nonsense'], /nonsense/],
    ] as const) {
      const run = await runHfreuse(['report', '--trend', folder, ...args]);
      expect([run.code, run.stdout]).toEqual([2, '']);
      expect(run.stderr).toMatch(pattern);
    }
  });
});
