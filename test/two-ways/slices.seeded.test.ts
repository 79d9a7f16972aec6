import { describe, expect, it } from 'vitest';
import { type RowChoice, readReportRows } from '../../src/commands/report-rows.ts';
import { modalityOf, study2025Tasks } from '../../src/definitions/tasks.ts';
import { derive } from '../../src/snapshot/derive/derive.ts';
import { openSnapshotInMemory, type Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { fillRandomSnapshot } from '../oracle/random-snapshot.ts';
import { seeds } from '../support/tier.ts';

const everything: RowChoice = {
  protocol: 'current',
  questions: ['RQ1', 'RQ2', 'RQ3'],
  modalities: null,
  tasks: null,
  relations: null,
};

async function deriveRandom(seed: number): Promise<Snapshot> {
  const snapshot = await openSnapshotInMemory();
  await fillRandomSnapshot(snapshot.connection, seed);
  await derive(
    snapshot,
    study2025Tasks.map(({ task }) => task),
    { temporary: true },
  );
  return snapshot;
}

/** Members and total of each measure and group, in SQL over the integer edges. */
async function bySql(
  snapshot: Snapshot,
  sql: { group: string; models: string; edges: string; datasets: string; words?: string },
) {
  const modalities = await readRows(snapshot.connection, 'SELECT task, name FROM tasks');
  const values = modalities.map(
    ({ task, name }) =>
      `(${task}, '${String(name).replaceAll("'", "''")}', ${modalityOf(String(name)) === null ? 'NULL' : `'${modalityOf(String(name))}'`})`,
  );
  const rows = await readRows(
    snapshot.connection,
    `WITH every(task, name, modality) AS (VALUES ${values.join(', ')}),
     words AS (SELECT * FROM every WHERE ${sql.words ?? 'true'}),
     m AS (SELECT * FROM models WHERE ${sql.models}), d AS (SELECT * FROM datasets WHERE ${sql.datasets}),
     uses AS (SELECT * FROM model_datasets WHERE model IN (SELECT model FROM m) AND ${sql.edges}),
     bases AS (SELECT * FROM model_bases WHERE model IN (SELECT model FROM m) AND ${sql.edges}),
     members AS (
       SELECT 'datasets-per-model' AS measure, ${sql.group} AS grp, model AS member, (SELECT count(*) FROM uses u WHERE u.model = m.model) AS v FROM m JOIN words USING (task) WHERE modality IS NOT NULL
       UNION ALL SELECT 'bases-per-model', ${sql.group}, model, (SELECT count(*) FROM bases b WHERE b.model = m.model) FROM m JOIN words USING (task) WHERE modality IS NOT NULL
       UNION ALL SELECT 'derivatives-per-model', ${sql.group}, model, (SELECT count(*) FROM bases b WHERE b.base = m.model) FROM m JOIN words USING (task) WHERE modality IS NOT NULL
       UNION ALL SELECT DISTINCT 'models-per-dataset', ${sql.group}, d.dataset, (SELECT count(*) FROM uses u WHERE u.dataset = d.dataset)
         FROM d JOIN dataset_tasks t ON t.dataset = d.dataset JOIN words ON words.task = t.task WHERE modality IS NOT NULL)
     SELECT measure || ' ' || grp AS key, count(*)::INTEGER AS n, sum(v)::INTEGER AS total, max(v)::INTEGER AS max FROM members GROUP BY ALL ORDER BY 1`,
  );
  return rows;
}

async function byGraph(snapshot: Snapshot, choice: Partial<RowChoice>) {
  const rows = await readReportRows(snapshot, { ...everything, ...choice });
  return rows
    .map((row) => ({
      key: `${row.measure} ${choice.by === 'modality' ? row.modality : row.task}`,
      n: row.nAll,
      total: row.total,
      // The headline of two measures leaves zeros out, so that their greatest may be missing.
      max: row.max ?? 0,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

const all = { group: 'name', models: 'true', edges: 'true', datasets: 'true' };

describe('slices of random snapshots: graph and SQL', () => {
  it.each(seeds(1, 8))('seed %i', async (seed) => {
    const snapshot = await deriveRandom(seed);
    const median = await readRows(
      snapshot.connection,
      `SELECT strftime(quantile_disc(created_at, 0.5), '%Y-%m-%dT%H:%M:%S.%gZ') AS day FROM models`,
    );
    const day = String(median[0]?.day);
    const before = `created_at < TIMESTAMP '${day}'`;
    expect(await byGraph(snapshot, {})).toEqual(await bySql(snapshot, all));
    expect(await byGraph(snapshot, { by: 'modality' })).toEqual(
      await bySql(snapshot, { ...all, group: 'modality' }),
    );
    const slice = await byGraph(snapshot, { createdBefore: day });
    expect(slice).toEqual(await bySql(snapshot, { ...all, models: before, datasets: before }));
    expect(slice).not.toEqual(await byGraph(snapshot, {}));
    expect(await byGraph(snapshot, { excludeSameOwner: true })).toEqual(
      await bySql(snapshot, { ...all, edges: 'flags & 1 = 0' }),
    );
    snapshot.close();
  });
});

describe('the row of a modality is of the tasks asked for alone', () => {
  it.each(seeds(1, 8))('seed %i', async (seed) => {
    const snapshot = await deriveRandom(seed);
    const found = await readRows(snapshot.connection, 'SELECT name FROM tasks ORDER BY name');
    const names = found.map(({ name }) => String(name)).filter((name) => modalityOf(name) !== null);
    const tasks = names.filter((_, index) => index % 2 === seed % 2);
    const words = `name IN (${tasks.map((name) => `'${name.replaceAll("'", "''")}'`).join(', ')})`;
    const byModality = await byGraph(snapshot, { by: 'modality', tasks });
    expect(byModality).toEqual(await bySql(snapshot, { ...all, group: 'modality', words }));
    expect(byModality.length).toBeGreaterThan(0);
    expect(byModality).not.toEqual(await byGraph(snapshot, { by: 'modality' }));
    expect(await byGraph(snapshot, { tasks })).toEqual(await bySql(snapshot, { ...all, words }));
    // One task alone: its own row, under the name of its modality, for any protocol.
    for (const protocol of ['current', 'study-2025'] as const) {
      const task = protocol === 'current' ? names[0] : 'fill-mask';
      const choice = { ...everything, protocol, tasks: [task ?? ''] };
      const plain = (rows: object[]) => rows.map((row) => ({ ...row, task: 'all' }));
      const grouped = await readReportRows(snapshot, { ...choice, by: 'modality' });
      expect(plain(grouped)).toEqual(plain(await readReportRows(snapshot, choice)));
      expect(grouped.length, protocol).toBeGreaterThan(0);
    }
    snapshot.close();
  });
});
