import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect, it } from 'vitest';
import { openSnapshotForWriting } from '../../src/snapshot/file/open-snapshot.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-hostile-names-'));
const path = join(folder, 'hub.duckdb');
const out = join(folder, 'out');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const commands = [
  ...['status', 'report', 'report --protocol study-2025', 'report --grid', 'report --every year'],
  ...['report --relation merge --exclude-same-owner', 'top datasets', 'top owners --task fill-mask'],
  ...['lineage', 'lineage --ages', 'flows models', 'export --format parquet', 'export --format tables'],
  'export --format graphml',
];

/** What another person does to a snapshot with a DuckDB of their own. */
async function tamper<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/**
 * Macros and types of the file, named as those that DuckDB brings.
 * @returns how many there are
 */
async function overlay(connection: DuckDBConnection): Promise<number> {
  const names = await connection.runAndReadAll(
    `SELECT DISTINCT function_name, 'macro' FROM duckdb_functions() UNION ALL SELECT DISTINCT type_name, 'type' FROM duckdb_types()`,
  );
  let made = 0;
  for (const [name, what] of names.getRows()) {
    const quoted = `"${String(name).replaceAll('"', '""')}"`;
    const body = ['()', '(a)', '(a, b)', '(a, b, c)'].map((parameters) => `${parameters} AS 'mine'`);
    const statements =
      what === 'macro'
        ? [
            `CREATE MACRO ${quoted}${body.join(', ')}`,
            `CREATE MACRO ${quoted}() AS TABLE SELECT 'mine' AS mine`,
          ]
        : [`CREATE TYPE ${quoted} AS ENUM ('mine')`];
    for (const sql of statements) {
      const isMade = await connection.run(sql).then(
        () => true,
        () => false,
      );
      if (isMade) made += 1;
    }
  }
  // They are in force where nothing keeps them out.
  const [row] = (
    await connection.runAndReadAll(`SELECT lower('Y'), (SELECT mine FROM duckdb_tables())`)
  ).getRows();
  expect(row).toEqual(['mine', 'mine']);
  return made;
}

const readFolder = (at: string): [string, string][] =>
  readdirSync(at, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(at, name)).isFile())
    .sort()
    .map((name) => [name, readFileSync(join(at, name)).toString('latin1')]);

async function readAll() {
  const read = [];
  for (const command of commands) {
    const isExport = command.startsWith('export');
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out);
    const more = isExport ? ['--to', join(out, 'it')] : ['--format', 'json'];
    const { code, stdout, stderr } = await runHfreuse([...command.split(' '), ...more, '--snapshot', path]);
    read.push({ command, code, stdout, stderr, files: readFolder(out) });
  }
  return read;
}

it.each([
  ['a finished snapshot', []],
  ['one that every reader derives', [`DELETE FROM meta WHERE key IN ('derived', 'counted')`]],
])('%s with macros and types of the names of all that is built in is read as without', async (_, change) => {
  await copySimulated(path, { models: 300 });
  await tamper(async (connection) => {
    for (const sql of change) await connection.run(sql);
  });
  const without = await readAll();
  expect(without.map(({ code }) => code)).toEqual(commands.map(() => 0));
  expect(await tamper(overlay)).toBeGreaterThan(1000);
  expect(await readAll()).toEqual(without);
  await expect(openSnapshotForWriting(path)).rejects.toMatchObject({ exitCode: 1 });
});
