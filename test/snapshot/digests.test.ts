import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-digests-'));
const path = join(folder, 'hub.duckdb');
beforeEach(() => copySimulated(path, { models: 300 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What another program, or a block of an earlier state, changes: DuckDB finds nothing wrong with it. */
async function change(...statements: string[]): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const sql of statements) await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

const report = (...more: string[]) =>
  runHfreuse(['report', '--modality', 'all', '--format', 'json', '--snapshot', path, ...more]);
const oneLine =
  /^hfreuse: \S+hub\.duckdb is damaged: what it stores of [^\n]+ has changed since it was written[^\n]*\n$/;

const some = (table: string, more = ''): string => `WHERE rowid = (SELECT max(rowid) FROM ${table} ${more})`;
const ofDatasets = `WHERE measure = 'datasets-per-model' AND protocol = 'current'`;

describe('stored figures that are not as they were written', () => {
  it.each([
    `UPDATE frequencies SET "count" = "count" + 1 ${some('frequencies', ofDatasets)}`,
    `UPDATE frequencies SET value = value + 1 ${some('frequencies', ofDatasets)}`,
    `DELETE FROM frequencies ${some('frequencies', ofDatasets)}`,
    `DELETE FROM frequencies ${ofDatasets}`,
    `UPDATE leaders SET id = 'a/nother' ${some('leaders', ofDatasets)}`,
    `UPDATE coverage_groups SET pairs = pairs + 1 ${some('coverage_groups', `WHERE protocol = 'current'`)}`,
    `UPDATE reference_states SET "references" = "references" + 1 ${some('reference_states')}`,
    `UPDATE models SET task = 0 ${some('models')}`,
    `DELETE FROM datasets ${some('datasets')}`,
    `UPDATE tasks SET name = 'a-task' ${some('tasks')}`,
    `DELETE FROM meta WHERE key = 'digests'`,
    `UPDATE meta SET value = '[' WHERE key = 'digests'`,
    `UPDATE meta SET value = 'null' WHERE key = 'digests'`,
  ])('are not reported: %s', async (sql) => {
    await change(sql);
    const run = await report();
    expect(run).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(oneLine) });
  });

  it('is each measure by itself, so that one on request is compared too', async () => {
    await change(
      `UPDATE frequencies SET "count" = "count" + 1 ${some('frequencies', `WHERE measure = 'bases-per-model' AND protocol = 'study-2025'`)}`,
    );
    expect((await report()).code).toBe(0);
    const study = await report('--protocol', 'study-2025');
    expect(study).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(oneLine) });
  });

  it('are counted where they are of an earlier version, which wrote no digests', async () => {
    const before = await report();
    await change(
      `UPDATE meta SET value = '2' || value[2:] WHERE key = 'counted'`,
      `DELETE FROM meta WHERE key = 'digests'`,
      'UPDATE frequencies SET value = value + 7',
    );
    expect(await report()).toEqual(before);
    expect(before.code).toBe(0);
  });
});
