import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromRanges, toRanges } from '../../src/snapshot/file/blocks.ts';
import { openSnapshot, openSnapshotForWriting } from '../../src/snapshot/file/open-snapshot.ts';
import { checkBlocks, sealSnapshot } from '../../src/snapshot/file/seal.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-seal-'));
const path = join(folder, 'hub.duckdb');
let whole: Buffer;
let places: Record<string, number[]>;
beforeAll(async () => {
  await copySimulated(path, { models: 1000 });
  whole = readFileSync(path);
  places = await readPlaces();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The numbers of the blocks of each table, as DuckDB itself gives them. */
async function readPlaces(): Promise<Record<string, number[]>> {
  const { connection, close } = await openSnapshot(path);
  const found: Record<string, number[]> = {};
  const tables = await connection.runAndReadAll('SELECT table_name FROM duckdb_tables()');
  for (const [table] of tables.getRowsJson()) {
    const blocks = await connection.runAndReadAll(
      `SELECT DISTINCT block_id::INTEGER FROM pragma_storage_info('${table}') WHERE block_id >= 0`,
    );
    found[String(table)] = blocks.getRowsJson().map(([block]) => Number(block));
  }
  close();
  return found;
}

const at = (block: number): number => 12_288 + block * 262_144;

/** Writes one whole block over another, as a disk does that puts it in the wrong place. */
function overwrite(table: string, other: string): void {
  const [to = -1] = places[table] ?? [];
  const [from = -1] = places[other] ?? [];
  const bytes = Buffer.from(whole);
  whole.copy(bytes, at(to), at(from), at(from + 1));
  writeFileSync(path, bytes);
}

const damaged = /hub\.duckdb is damaged: a part of it has changed since it was written/;

describe('a block in the place of another', () => {
  it('is found where its table is read, whatever is read of it', async () => {
    const tables = Object.keys(places).filter((table) => places[table]?.length !== 0 && table !== 'meta');
    expect(tables.length).toBeGreaterThan(15);
    for (const table of tables) {
      overwrite(table, table === 'models' ? 'datasets' : 'models');
      const { connection, close } = await openSnapshot(path);
      await expect(connection.run(`SELECT count(*) FROM ${table}`)).rejects.toThrow(damaged);
      await expect(connection.stream(`FROM "${table}"`)).rejects.toThrow(damaged);
      await expect(connection.prepare(`FROM ${table}`)).rejects.toThrow(damaged);
      const unharmed = table === 'tasks' ? 'streams' : 'tasks';
      await expect(connection.runAndReadAll(`FROM ${unharmed}`)).resolves.toBeDefined();
      close();
    }
  }, 30_000);

  it('is found in meta, before anything of it is read', async () => {
    for (const other of ['models', 'ghosts', 'streams']) {
      overwrite('meta', other);
      await expect(openSnapshot(path)).rejects.toThrow(damaged);
    }
  });

  it('is found before anything is written', async () => {
    overwrite('model_rows', 'owners');
    await expect(openSnapshotForWriting(path)).rejects.toThrow(damaged);
  });

  it('of two that changed places too', async () => {
    const [one = -1, other = -1] = [places.meta?.[0], places.model_bases?.[0]];
    const bytes = Buffer.from(whole);
    whole.copy(bytes, at(one), at(other), at(other + 1));
    whole.copy(bytes, at(other), at(one), at(one + 1));
    writeFileSync(path, bytes);
    await expect(openSnapshot(path)).rejects.toThrow(damaged);
  });

  it('of one of two files that are compared', async () => {
    overwrite('model_rows', 'ghosts');
    const other = join(folder, 'other.duckdb');
    writeFileSync(other, whole);
    const run = await runHfreuse(['diff', other, path]);
    expect(run).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(damaged) });
  });
});

describe('a whole snapshot', () => {
  it('is one, and sealed', async () => {
    writeFileSync(path, whole);
    const snapshot = await openSnapshot(path);
    checkBlocks(snapshot);
    expect((await snapshot.connection.runAndReadAll(`SELECT * FROM seal`)).getRowsJson().length).toBe(1);
    snapshot.close();
  });

  it('is one after it was opened for writing, sealed or not, and written', async () => {
    writeFileSync(path, whole);
    for (const seals of [false, true, true]) {
      const written = await openSnapshotForWriting(path);
      await written.connection.run('CREATE OR REPLACE TABLE owners AS FROM owners ORDER BY owner');
      if (seals) await sealSnapshot(written);
      written.close();
      const snapshot = await openSnapshot(path);
      checkBlocks(snapshot);
      snapshot.close();
    }
  });

  it('is one while another file takes its place, or none', async () => {
    writeFileSync(path, whole);
    const snapshot = await openSnapshot(path);
    rmSync(path);
    checkBlocks(snapshot, ['owners']);
    const beside = join(folder, 'beside.duckdb');
    writeFileSync(beside, Buffer.from(whole).fill(0, at(1)));
    renameSync(beside, path);
    checkBlocks(snapshot);
    snapshot.close();
  });

  it.each([
    'CREATE OR REPLACE TABLE owners AS FROM owners ORDER BY name DESC',
    `INSERT INTO meta VALUES ('note TIMES', 'of another')`,
    'CREATE TABLE notes_TIMES AS SELECT 1 AS note',
    'VACUUM',
  ])('is one where another program wrote into it: %s', async (sql) => {
    writeFileSync(path, whole);
    for (let times = 0; times < 2; times += 1) {
      const instance = await DuckDBInstance.create(path);
      const connection = await instance.connect();
      await connection.run(sql.replace('TIMES', String(times)));
      await connection.run('CHECKPOINT');
      connection.closeSync();
      instance.closeSync();
    }
    const snapshot = await openSnapshot(path);
    checkBlocks(snapshot);
    snapshot.close();
  });

  it.each([
    `UPDATE meta SET value = '[' WHERE key = 'blocks'`,
    `UPDATE meta SET value = '{"models":null,"a b":1,"datasets":{"blocks":"0-999999999","digest":"x"}}' WHERE key = 'blocks'`,
    'CREATE OR REPLACE TABLE seal AS SELECT 1 AS state, 2 AS digest',
    'CREATE OR REPLACE TABLE seal AS FROM seal WHERE false',
    'DROP TABLE seal',
  ])('is read where the seal is a stranger’s: %s', async (sql) => {
    writeFileSync(path, whole);
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    await connection.run(sql);
    connection.closeSync();
    instance.closeSync();
    const snapshot = await openSnapshot(path);
    checkBlocks(snapshot);
    snapshot.close();
  });
});

describe('ranges of blocks', () => {
  it.each([
    [[], ''],
    [[4], '4'],
    [[1, 2, 3, 7, 9, 10], '1-3,7,9-10'],
  ])('of %j are %j, and back', (numbers, text) => {
    expect(toRanges(numbers)).toBe(text);
    expect(fromRanges(text, 10)).toEqual(numbers);
  });

  it.each(['1-', 'x', '1,,2', '0-10', '0-999999999', '-1'])('%j is none', (text) =>
    expect(fromRanges(text, 10)).toBeNull(),
  );
});
