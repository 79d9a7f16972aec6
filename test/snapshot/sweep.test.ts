import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSnapshot, openSnapshotForWriting } from '../../src/snapshot/file/open-snapshot.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-sweep-'));
  file = join(folder, 'hub.duckdb');
  await copySimulated(file, { models: 60 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** No process has it: ids end before. */
const dead = 2 ** 30;

/** A folder as DuckDB of an earlier version left it. */
function leaveSpill(name: string, ageMs: number, entries = ['duckdb_temp_storage_S32K-0.tmp']): void {
  mkdirSync(join(folder, name));
  const moment = new Date(Date.now() - ageMs);
  for (const entry of entries) {
    writeFileSync(join(folder, name, entry), 'blocks');
    utimesSync(join(folder, name, entry), moment, moment);
  }
  utimesSync(join(folder, name), moment, moment);
}

const names = (): string[] => readdirSync(folder).sort();
const day = 86_400_000;

it('whoever writes a snapshot removes what killed processes left beside it', async () => {
  leaveSpill('hub.duckdb.tmp', 0);
  leaveSpill('hub.duckdb.part.tmp', 0, ['duckdb_temp_storage-3.tmp', 'duckdb_temp_block-17.block']);
  for (const name of [
    `hub.duckdb.${dead}.part`,
    `hub.duckdb.${dead}.part.wal`,
    `hub.duckdb.part.${dead}.part`,
  ]) {
    writeFileSync(join(folder, name), 'left');
  }
  (await openSnapshotForWriting(file)).close();
  expect(names()).toEqual(['hub.duckdb']);
});

it('a reader removes what is a day old, for another may still use what is not', async () => {
  leaveSpill('hub.duckdb.tmp', day / 2);
  (await openSnapshot(file)).close();
  expect(names()).toEqual(['hub.duckdb', 'hub.duckdb.tmp']);
  rmSync(join(folder, 'hub.duckdb.tmp'), { recursive: true });
  leaveSpill('hub.duckdb.tmp', 2 * day);
  (await openSnapshot(file)).close();
  expect(names()).toEqual(['hub.duckdb']);
});

it('what is of others stays', async () => {
  leaveSpill('hub.duckdb.tmp', 2 * day, ['duckdb_temp_storage_S32K-0.tmp', 'thesis.txt']);
  writeFileSync(join(folder, 'hub.duckdb.part.tmp'), 'a file, not a folder');
  writeFileSync(join(folder, `hub.duckdb.${process.pid}.part`), 'of a process that lives');
  writeFileSync(join(folder, `other.duckdb.${dead}.part`), 'of another snapshot');
  const before = names();
  (await openSnapshotForWriting(file)).close();
  expect(names()).toEqual(before);
  expect(readdirSync(join(folder, 'hub.duckdb.tmp'))).toHaveLength(2);
});

it('an output that was cut short is removed by the next of that name', async () => {
  writeFileSync(join(folder, `out.csv.${dead}.part`), 'half');
  const { code } = await runHfreuse(['report', file, '--format', 'csv', '--output', join(folder, 'out.csv')]);
  expect(code).toBe(0);
  expect(names()).toEqual(['hub.duckdb', 'out.csv', 'out.csv.json']);
});
