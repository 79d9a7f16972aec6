import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { openSnapshotInMemory, type Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows, type SqlValue } from '../../src/snapshot/file/query.ts';
import { readDump } from '../../src/snapshot/parquet/in/read-dump.ts';

export let folder: string;
export let writer: Snapshot;
/** Made once: what is read into it is removed again. */
let reader: Snapshot;
/** A folder to write dumps into, and a snapshot to read them into, for the tests of a file. */
export function prepareDumps(): void {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hfreuse-dump-'));
    reader = await openSnapshotInMemory();
    writer = await openSnapshotInMemory();
    await writer.connection.run(`SET TimeZone = 'Asia/Tokyo'`);
  });
  afterAll(() => {
    writer.close();
    reader.close();
    rmSync(folder, { recursive: true, force: true });
  });
}

let files = 0;
/** Writes the rows of a query as a Parquet file; gives its path. */
export async function writeParquet(select: string, name = `dump-${files++}.parquet`): Promise<string> {
  const path = join(folder, name);
  await writer.connection.run(`COPY (${select}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`);
  return path;
}

const modelColumns =
  'hub_id, id, pipeline_tag, tags, gated, downloads::DOUBLE AS downloads, likes::DOUBLE AS likes, library_name, has_card, card_datasets, card_base_model, epoch_ms(created_at)::DOUBLE AS created, epoch_ms(last_modified)::DOUBLE AS modified';

/** Reads a dump: what was found, and the rows that were written. */
export async function readRowsOf(paths: string[], kind: 'models' | 'datasets' = 'models') {
  try {
    const found = await readDump(reader, kind, paths, 7);
    const rows = await readRows(
      reader.connection,
      kind === 'models'
        ? `SELECT ${modelColumns} FROM model_rows`
        : 'SELECT hub_id, id, tags, stream FROM dataset_rows',
    );
    const rejected = await readRows(reader.connection, 'SELECT stream, reason, item FROM rejected');
    return { found, rows, rejected };
  } finally {
    for (const table of ['model_rows', 'dataset_rows', 'rejected', 'private_repos'])
      await reader.connection.run(`DELETE FROM ${table}`);
  }
}

export const bare = `'m1' AS _id, 'a/b' AS id, 'fill-mask' AS pipeline_tag, ['x', 'dataset:squad'] AS tags`;

/** One column in one type, and what a reader must make of it. */
export async function readField(sql: string, column: string): Promise<SqlValue | undefined> {
  const select =
    column === 'tags'
      ? `'m1' AS _id, 'a/b' AS id, 'fill-mask' AS pipeline_tag, ${sql} AS tags`
      : `${bare}, ${sql}`;
  const { rows, rejected } = await readRowsOf([await writeParquet(`SELECT ${select}`)]);
  expect(rejected).toEqual([]);
  expect(rows).toHaveLength(1);
  return rows[0]?.[column];
}

/** When the Hub gave a date to everything older than its clock. */
export const moment = Date.UTC(2022, 2, 2, 23, 29, 4);
