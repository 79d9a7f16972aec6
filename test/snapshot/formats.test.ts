import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completeSnapshot } from '../../src/commands/complete-snapshot.ts';
import { report } from '../../src/commands/report.ts';
import { readReportRows } from '../../src/commands/report-rows.ts';
import { readSnapshotState, toSnapshotFacts } from '../../src/commands/snapshot-facts.ts';
import { top } from '../../src/commands/top.ts';
import { study2025Tasks } from '../../src/definitions/tasks.ts';
import { sortRows } from '../../src/documents/report/sort-rows.ts';
import { warningsFor } from '../../src/documents/warnings.ts';
import { ensureDerived } from '../../src/snapshot/derive/derive.ts';
import {
  openSnapshot,
  openSnapshotForWriting,
  type Snapshot,
} from '../../src/snapshot/file/open-snapshot.ts';
import { isDerived, readMeta, writeMeta } from '../../src/snapshot/tables/meta.ts';
import { fillRandomSnapshot } from '../oracle/random-snapshot.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-formats-'));
const file = join(folder, 'hub.duckdb');
const tasks = study2025Tasks.map(({ task }) => task);
const choice = { questions: ['RQ1', 'RQ2', 'RQ3'], modalities: null, tasks: null, relations: null };

async function rowsOf(snapshot: Snapshot) {
  const rows = [];
  for (const protocol of ['current', 'study-2025'] as const) {
    rows.push(sortRows(await readReportRows(snapshot, { ...choice, protocol }), 'task'));
  }
  return rows;
}

let before: Awaited<ReturnType<typeof rowsOf>>;

/** A snapshot as format 2 had it: without owners and spellings. */
async function writeFormat2(): Promise<void> {
  const snapshot = await openSnapshotForWriting(file);
  await fillRandomSnapshot(snapshot.connection, 7);
  await writeMeta(
    snapshot,
    'provenance',
    '{"endpoint":"http://x","protocol":"current","scope":{"all":true,"modalities":[],"tasks":[],"limited":false},"limit":null,"cards":false,"tasksPackage":"x","startedAt":"2026-01-01T00:00:00.000Z","finishedAt":null}',
  );
  await completeSnapshot(snapshot);
  before = await rowsOf(snapshot);
  await snapshot.connection.run('DROP TABLE owners');
  for (const table of ['models', 'datasets', 'ghosts']) {
    await snapshot.connection.run(`ALTER TABLE ${table} DROP COLUMN owner`);
  }
  await snapshot.connection.run('ALTER TABLE ghosts DROP COLUMN spelling');
  await writeMeta(snapshot, 'derived', 'yes');
  await writeMeta(snapshot, 'counted', '1 @huggingface/tasks 0.21.54');
  await writeMeta(snapshot, 'format', '2');
  snapshot.close();
}

beforeAll(writeFormat2);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a snapshot of format 2', () => {
  it('is read: what is derived is derived anew in memory, and a warning reports it', async () => {
    const snapshot = await openSnapshot(file);
    await ensureDerived(snapshot, tasks);
    expect(await rowsOf(snapshot)).toEqual(before);
    const facts = toSnapshotFacts(await readSnapshotState(snapshot));
    const asked = { protocol: 'current' as const, questions: ['RQ1'], modalities: [] };
    expect(warningsFor(facts, asked)[0]).toMatch(/another version of hfreuse completed.*collect/);
    expect(warningsFor({ ...facts, simulated: true }, asked)[0]).toMatch(/completed.*simulate it again/);
    expect(await readMeta(snapshot, 'format')).toBe('2');
    snapshot.close();
  });

  it('becomes one of format 3 when it is opened for writing; deriving is left to do, once', async () => {
    const written = await openSnapshotForWriting(file);
    expect([await readMeta(written, 'format'), await isDerived(written)]).toEqual(['3', false]);
    await completeSnapshot(written);
    expect(await isDerived(written)).toBe(true);
    written.close();
    const snapshot = await openSnapshot(file);
    expect(await rowsOf(snapshot)).toEqual(before);
    expect(toSnapshotFacts(await readSnapshotState(snapshot)).derivedByOther).toBe(false);
    snapshot.close();
  });
});

it('one of this format that another version derived is read in the same way, with the warning', async () => {
  const other = join(folder, 'other.duckdb');
  copyFileSync(file, other);
  const written = await openSnapshotForWriting(other);
  await written.connection.run('DROP TABLE owner_uses');
  await writeMeta(written, 'derived', '6');
  written.close();
  const { warnings, rows } = await report(other, {});
  expect(warnings[0]).toMatch(/^Slow: another version of hfreuse completed the snapshot.*collect/);
  const whole = await report(file, {});
  expect(whole.warnings.filter((warning) => warning.startsWith('Slow:'))).toEqual([]);
  expect(rows).toEqual(whole.rows);
  expect((await top(other, { kind: 'owners' })).rows).toEqual((await top(file, { kind: 'owners' })).rows);
});

it('a snapshot without all-time downloads and base models is read, and gets their columns when it is opened for writing', async () => {
  const written = await openSnapshotForWriting(file);
  for (const table of ['model_rows', 'dataset_rows']) {
    await written.connection.run(`DELETE FROM ${table} WHERE rowid % 7 = 3`);
    await written.connection.run(`ALTER TABLE ${table} DROP COLUMN downloads_all_time`);
  }
  await written.connection.run('ALTER TABLE model_rows DROP COLUMN base_models');
  await completeSnapshot(written);
  const without = await rowsOf(written);
  written.close();
  const read = await openSnapshot(file);
  expect(await rowsOf(read)).toEqual(without);
  read.close();
  const again = await openSnapshotForWriting(file);
  // The derived tables find the rows where they were.
  expect([await isDerived(again), await rowsOf(again)]).toEqual([true, without]);
  const columns = await again.connection.runAndReadAll(
    `SELECT table_name, column_name FROM duckdb_columns()
     WHERE column_name IN ('downloads_all_time', 'base_models') ORDER BY ALL`,
  );
  expect(columns.getRowsJson()).toEqual([
    ['dataset_rows', 'downloads_all_time'],
    ['model_rows', 'base_models'],
    ['model_rows', 'downloads_all_time'],
  ]);
  again.close();
});

it.each([
  ['1', /format 1, of an earlier hfreuse; this version knows 3/],
  ['4', /format 4; this version of hfreuse knows 3/],
])('a snapshot of format %s is refused, also for writing', async (format, message) => {
  const snapshot = await openSnapshotForWriting(file);
  await writeMeta(snapshot, 'format', format);
  snapshot.close();
  await expect(openSnapshot(file)).rejects.toThrow(message);
  await expect(openSnapshotForWriting(file)).rejects.toThrow(message);
  // Put back what the next case begins with.
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(`UPDATE meta SET value = '3' WHERE key = 'format'`);
  connection.closeSync();
  instance.closeSync();
});
