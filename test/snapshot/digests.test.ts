import { createHash } from 'node:crypto';
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
  const read = async () => (await connection.runAndReadAll('FROM frequencies')).getRowsJson();
  const before = await read();
  for (const sql of statements) await connection.run(sql);
  // A pattern that finds nothing would change nothing.
  if (statements.some((sql) => sql.startsWith('UPDATE frequencies')))
    expect(await read()).not.toEqual(before);
  connection.closeSync();
  instance.closeSync();
}

/** What is stored of a sample, but for some of it. */
const toText = (other: object): string =>
  JSON.stringify([
    {
      ...{
        modality: 'nlp',
        task: 'fill-mask',
        counted: 'members',
        values: [0, 1],
        counts: [1, 1],
        leaders: [],
      },
      ...other,
    },
  ]);

const report = (...more: string[]) =>
  runHfreuse(['report', '--modality', 'all', '--format', 'json', '--snapshot', path, ...more]);
const oneLine =
  /^hfreuse: \S+hub\.duckdb is damaged: what it stores of [^\n]+ has changed since it was written[^\n]*\n$/;

const some = (table: string, more = ''): string => `WHERE rowid = (SELECT max(rowid) FROM ${table} ${more})`;
const ofDatasets = `WHERE measure = 'datasets-per-model' AND protocol = 'current'`;
/** Changes the first of the texts of a measure that match. */
const rewrite = (pattern: string, by: string, more = ofDatasets): string =>
  `UPDATE frequencies SET stored = regexp_replace(stored, '${pattern}', '${by}') ${more}`;

describe('stored figures that are not as they were written', () => {
  it.each([
    rewrite('"counts":.', '"counts":[1'),
    rewrite('"values":.', '"values":[7'),
    rewrite('"values":.[0-9]+,', '"values":['),
    rewrite('"task":"[a-z-]+"', '"task":"another"'),
    rewrite('"id":"[^"]+"', '"id":"a/nother"'),
    `UPDATE frequencies SET stored = '[]' ${ofDatasets}`,
    `DELETE FROM frequencies ${ofDatasets}`,
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
      rewrite('"counts":.', '"counts":[1', `WHERE measure = 'bases-per-model' AND protocol = 'study-2025'`),
    );
    expect((await report()).code).toBe(0);
    const study = await report('--protocol', 'study-2025');
    expect(study).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(oneLine) });
  });

  it.each([
    ...['', '{', 'null', '{}', '[null]', '[{}]', `[${'['.repeat(3000)}`],
    ...[{ modality: null }, { task: 7 }, { counted: 'others' }, { leaders: [{ id: 1, value: 1 }] }].map(
      toText,
    ),
    ...[{ values: null }, { values: [1, 0] }, { values: [1, 1] }, { values: [0, '1'] }].map(toText),
    ...[{ counts: [1] }, { counts: [1, 0] }, { counts: [1, -1] }, { counts: [1, null] }].map(toText),
  ])(
    'are refused in one line where their digest is right, and they are nothing that is stored: %s',
    async (text) => {
      const digest = createHash('sha256').update(text).digest('hex').slice(0, 32);
      await change(
        `UPDATE frequencies SET stored = '${text}' ${ofDatasets}`,
        `UPDATE meta SET value = json_merge_patch(value, '{"datasets-per-model (current)":"${digest}"}') WHERE key = 'digests'`,
      );
      const run = await report();
      expect([run.code, run.stdout]).toEqual([1, '']);
      expect(run.stderr).toMatch(
        /^hfreuse: \S+ is damaged, or another program has changed it: it holds a value of frequencies\.stored [^\n]+\n$/,
      );
    },
  );

  it('are counted where they are of an earlier version, which wrote no digests', async () => {
    const before = await report();
    await change(
      `UPDATE meta SET value = '2' || value[2:] WHERE key = 'counted'`,
      `DELETE FROM meta WHERE key = 'digests'`,
      rewrite('"values":.', '"values":[7', ''),
    );
    expect(await report()).toEqual(before);
    expect(before.code).toBe(0);
  });
});
