import { expect, it } from 'vitest';
import { study2025Tasks } from '../../src/definitions/tasks.ts';
import { derive } from '../../src/snapshot/derive/derive.ts';
import { openSnapshotInMemory } from '../../src/snapshot/file/open-snapshot.ts';
import { readIntegers } from '../../src/snapshot/file/query.ts';
import { readOwnersOf } from '../../src/snapshot/read/read-reuse.ts';

/** More than DuckDB keeps in one group of rows, so that several threads read a column. */
const models = 130_000;

it('a scan of a derived table gives its rows in the order of their numbers', async () => {
  const snapshot = await openSnapshotInMemory();
  const { connection } = snapshot;
  // Tasks and bases come in no order; a seventh of the bases are ghosts.
  await connection.run(
    `INSERT INTO model_rows (hub_id, id, pipeline_tag, tags, stream, has_card)
     SELECT 'm' || i, 'o' || (i % 977) || '/m' || i, CASE i % 3 WHEN 0 THEN 'fill-mask' WHEN 1 THEN 'text-generation' END,
       '["base_model:o' || ((i * 31) % 100000 % 977) || '/' || CASE i % 7 WHEN 0 THEN 'ghost' ELSE 'm' END || (i * 31) % 100000 || '"]', 0, false
     FROM range(${models}) r(i)`,
  );
  await connection.run(
    `INSERT INTO dataset_rows (hub_id, id, tags, stream)
     SELECT 'd' || i, 'd' || i, CASE i % 2 WHEN 0 THEN '[]' ELSE '["task_categories:fill-mask"]' END, 1 FROM range(1000) r(i)`,
  );
  const tasks = study2025Tasks.map(({ task }) => task);
  await derive(snapshot, tasks, { temporary: true });
  const read = async (sql: string): Promise<Int32Array> =>
    (await readIntegers(connection, sql, 1))[0] as Int32Array;
  const isAscending = (column: Int32Array) =>
    column.every((one, at) => at === 0 || one >= (column[at - 1] ?? 0));

  const nodes = await read('SELECT model FROM models');
  expect(nodes.length).toBe(models);
  expect(nodes.findIndex((node, at) => node !== at)).toBe(-1);
  expect((await read('SELECT dataset FROM datasets')).findIndex((node, at) => node !== at)).toBe(-1);
  const ghosts = await read(`SELECT node FROM ghosts WHERE kind = 'models' AND NOT malformed`);
  expect(ghosts.findIndex((node, at) => node !== models + at)).toBe(-1);
  const ghostOwners = await read(`SELECT owner FROM ghosts WHERE kind = 'models' AND NOT malformed`);
  const listedOwners = await read('SELECT owner FROM models');
  expect(await readOwnersOf(snapshot, 'models')).toEqual(Int32Array.from([...listedOwners, ...ghostOwners]));
  for (const where of ['', `WHERE base < ${models}`, 'WHERE relations & 16 > 0 AND flags & 1 = 0']) {
    const sources = await read(`SELECT model FROM model_bases ${where}`);
    expect(sources.length).toBeGreaterThan(models / 2);
    expect(isAscending(sources)).toBe(true);
  }
  snapshot.close();
});
