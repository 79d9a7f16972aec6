import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openSnapshot, openSnapshotForWriting } from '../../src/snapshot/file/open-snapshot.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-hostile-'));
const path = join(folder, 'hub.duckdb');
beforeEach(() => copySimulated(path, { models: 300 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What another person does to a snapshot with a DuckDB of their own. */
async function tamper(...statements: string[]): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const sql of statements) await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

/** The most reused model that is in the snapshot. */
async function firstBase(): Promise<string> {
  const { stdout } = await runHfreuse(['top', 'models', '--snapshot', path, '--format', 'json']);
  return JSON.parse(stdout).rows.find(({ ghost }: { ghost: boolean }) => !ghost).id;
}

describe('a snapshot of others', () => {
  it.each([
    ['a view', `ALTER TABLE streams RENAME TO kept; CREATE VIEW streams AS SELECT * FROM kept`],
    ['a computed column', 'CREATE TABLE t (a INTEGER, b INTEGER GENERATED ALWAYS AS (a + 1))'],
  ])('with %s in it is refused, for reading and for writing', async (what, sql) => {
    await tamper(...sql.split('; '));
    for (const open of [openSnapshot, openSnapshotForWriting]) {
      await expect(open(path)).rejects.toMatchObject({
        exitCode: 1,
        message: expect.stringMatching(new RegExp(`hub\\.duckdb (holds ${what} \\(|is a database, but not)`)),
      });
    }
  });

  it.each([
    ['a macro', `CREATE MACRO lower(x) AS 'mine'`],
    ['a macro', `CREATE MACRO duckdb_functions() AS TABLE SELECT 'lower' AS function_name, true AS internal`],
    ['a type', `CREATE TYPE state AS ENUM ('done')`],
    ['a macro', `CREATE MACRO duckdb_types() AS TABLE SELECT 'state' AS type_name, true AS internal`],
  ])('with %s in it is read as without, refused for writing, and stays as it is', async (what, sql) => {
    const report = ['report', '--snapshot', path, '--format', 'json'];
    const without = await runHfreuse(report);
    await tamper(sql);
    const before = readFileSync(path);
    expect(await runHfreuse(report)).toEqual(without);
    await expect(openSnapshotForWriting(path)).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(new RegExp(`hub\\.duckdb holds ${what} \\(`)),
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('opens no other file, and loads no extension', async () => {
    writeFileSync(join(folder, 'secret.txt'), 'a secret');
    for (const open of [openSnapshot, openSnapshotForWriting]) {
      const { connection, close } = await open(path);
      try {
        await expect(connection.run(`FROM read_text('${join(folder, 'secret.txt')}')`)).rejects.toThrow(
          /disabled by configuration/,
        );
        await expect(connection.run('SET enable_external_access = true')).rejects.toThrow();
        const settings = await connection.runAndReadAll(
          `SELECT current_setting('autoinstall_known_extensions'), current_setting('autoload_known_extensions')`,
        );
        expect(settings.getRowsJson()).toEqual([[false, false]]);
      } finally {
        close();
      }
    }
  });

  it.each(['lineage', 'lineage named', 'top models'])(
    'that has lost a ghost which models name is refused in one line by %s, not printed without a name',
    async (command) => {
      const args = command === 'lineage named' ? ['lineage', await firstBase()] : command.split(' ');
      // Every model derives from the lost one now: it is in whatever is read.
      await tamper(
        `INSERT INTO model_bases SELECT model, (SELECT min(node) FROM ghosts WHERE kind = 'models'), 16, 0 FROM models`,
        `DELETE FROM ghosts WHERE kind = 'models'`,
      );
      const { code, stdout, stderr } = await runHfreuse([...args, '--snapshot', path]);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^hfreuse: \S+ is damaged, or another program has changed it: [^\n]+\n$/);
    },
  );

  it.each([
    ['finishedAt', '"../../outside"'],
    ['startedAt', '"2026-08-31/../../x"'],
    ['finishedAt', '20260831'],
    ['protocol', '"../current"'],
    ['scope', '"all"'],
    ['source', '[]'],
    ['endpoint', 'null'],
  ])('that says %s is %s is refused; an export replaces nothing above its place', async (key, value) => {
    await tamper(
      `UPDATE meta SET value = json_merge_patch(value, '{"${key}":${value.replace('null', '7')}}') WHERE key = 'provenance'`,
    );
    const to = join(folder, 'above', 'to');
    mkdirSync(join(folder, 'above', 'outside'), { recursive: true });
    const run = await runHfreuse(['export', '--replace', '--snapshot', path, '--to', to]);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(new RegExp(`^hfreuse: \\S+ has invalid metadata: ${key}[^\n]*\n$`));
    expect(readdirSync(join(folder, 'above'))).toEqual(['outside']);
  });
});
