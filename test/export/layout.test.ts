import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExportType, exportColumns } from '../../src/definitions/sql/export-columns.ts';
import { exportTableNames } from '../../src/definitions/sql/export-layout.ts';
import { openSnapshotInMemory, type Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const dated = 'snapshot_date=2026-08-31';
let folder: string;
let file: string;
let lake: string;
let memory: Snapshot;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-layout-'));
  file = join(folder, 'hub.duckdb');
  lake = join(folder, 'lake');
  memory = await openSnapshotInMemory();
  await copySimulated(file, { models: 3000 });
  expect((await exportTo(lake)).code).toBe(0);
});
afterAll(() => {
  memory.close();
  rmSync(folder, { recursive: true, force: true });
});

const exportTo = (to: string, ...more: string[]) =>
  runHfreuse(['export', '--snapshot', file, '--to', to, ...more]);
const rows = (sql: string) => readRows(memory.connection, sql);
const part = (table: string): string => join(lake, table, dated, 'part-0.parquet');

describe('the layout of an export', () => {
  it('is one folder a table, in it one a date, in it one file', () => {
    expect(readdirSync(lake).sort()).toEqual([...exportTableNames].sort());
    for (const table of exportTableNames) {
      expect(readdirSync(join(lake, table))).toEqual([dated]);
      expect(readdirSync(join(lake, table, dated))).toEqual(['part-0.parquet']);
    }
  });

  it.each(exportTableNames)('has in %s the columns that an engine is told, in their order', async (table) => {
    const types: Record<ExportType, string> = {
      text: 'VARCHAR',
      names: 'VARCHAR[]',
      integer: 'INTEGER',
      bigint: 'BIGINT',
      flag: 'BOOLEAN',
      moment: 'TIMESTAMP WITH TIME ZONE',
    };
    const found = await rows(
      `DESCRIBE SELECT * FROM read_parquet('${part(table)}', hive_partitioning = false)`,
    );
    expect(found.map((row) => [row.column_name, row.column_type])).toEqual(
      Object.entries(exportColumns[table]).map(([name, type]) => [name, types[type]]),
    );
  });

  it('has moments with their zone, and the moments that the snapshot has', async () => {
    const moments = { models: ['created_at', 'last_modified'], provenance: ['started_at', 'finished_at'] };
    for (const [table, columns] of Object.entries(moments)) {
      const types = await rows(`DESCRIBE SELECT ${columns.join(', ')} FROM '${part(table)}'`);
      expect(types.map((row) => row.column_type)).toEqual(columns.map(() => 'TIMESTAMP WITH TIME ZONE'));
    }
    await memory.connection.run(`ATTACH '${file}' AS made (READ_ONLY)`);
    const [compared] = await rows(
      `SELECT count(*)::INTEGER AS n, count(*) FILTER (epoch_ms(l.created_at) = epoch_ms(r.created_at))::INTEGER AS same
       FROM '${part('models')}' l JOIN made.model_rows r USING (hub_id)`,
    );
    expect(compared?.same).toBe(compared?.n);
    expect(compared?.n).toBe(3000);
  });

  it.each([
    ['models', 'pipeline_tag'],
    ['datasets', 'id'],
    ['model_bases', 'base'],
    ['model_datasets', 'dataset'],
  ])('sorts %s by %s, so that a reader of some passes over the rest', async (table, column) => {
    const found = await rows(`SELECT ${column} AS word FROM '${part(table)}' ORDER BY file_row_number`);
    const words = found.map(({ word }) => word).filter((word) => word !== null);
    expect(words.length).toBeGreaterThan(300);
    const sorted = await rows(
      `SELECT ${column} AS word FROM '${part(table)}' WHERE ${column} IS NOT NULL ORDER BY ${column}`,
    );
    expect(words).toEqual(sorted.map(({ word }) => word));
  });
});

describe('what is in the way of an export', () => {
  it('an export of an older version is refused, read or written, and what to do is reported', async () => {
    const older = join(folder, 'older');
    mkdirSync(join(older, dated), { recursive: true });
    for (const table of exportTableNames) copyFileSync(part(table), join(older, dated, `${table}.parquet`));
    const written = await exportTo(older, '--replace');
    const read = await runHfreuse(['report', '--trend', older]);
    expect([written.code, read.code]).toEqual([2, 1]);
    for (const run of [written, read]) {
      expect(run.stdout).toBe('');
      expect(run.stderr).toMatch(
        /^hfreuse: \S+older was exported by an earlier version.*another folder: hfreuse export [^\n]+\n$/,
      );
    }
    expect(readdirSync(older)).toEqual([dated]);
  });

  it('a date without provenance is not read; it is written again when that is asked for', async () => {
    const to = join(folder, 'ended');
    expect((await exportTo(to)).code).toBe(0);
    rmSync(join(to, 'provenance'), { recursive: true });
    const trend = await runHfreuse(['report', '--trend', to]);
    expect(trend.code).toBe(1);
    expect(trend.stderr).toMatch(/holds no folder provenance\/snapshot_date=YYYY-MM-DD/);
    expect((await exportTo(to)).code).toBe(2);
    expect((await exportTo(to, '--replace')).code).toBe(0);
    expect((await runHfreuse(['report', '--trend', to])).code).toBe(0);
    expect(readdirSync(to).sort()).toEqual([...exportTableNames].sort());
  });

  it('a file of someone else is never replaced', async () => {
    const to = join(folder, 'foreign');
    expect((await exportTo(to)).code).toBe(0);
    writeFileSync(join(to, 'datasets', dated, 'notes.txt'), 'mine');
    const run = await exportTo(to, '--replace');
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(/^hfreuse: \S+datasets\/\S+ holds notes.txt, which no export wrote[^\n]+\n$/);
    expect(readdirSync(join(to, 'datasets', dated)).sort()).toEqual(['notes.txt', 'part-0.parquet']);
    expect((await runHfreuse(['report', '--trend', to])).code).toBe(0);
  });
});
