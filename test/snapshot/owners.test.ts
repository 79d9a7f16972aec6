import { expect, it } from 'vitest';
import { study2025Tasks } from '../../src/definitions/tasks.ts';
import { derive } from '../../src/snapshot/derive/derive.ts';
import { openSnapshotInMemory } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';

/** Models and datasets by id and tags, derived. */
async function deriveOwners(models: Record<string, string[]>, datasets: readonly string[]) {
  const snapshot = await openSnapshotInMemory();
  for (const [index, [id, tags]] of Object.entries(models).entries()) {
    await snapshot.connection.run(
      `INSERT INTO model_rows (hub_id, id, tags, stream, has_card) VALUES ('m${index}', $id, $tags, 0, false)`,
      { id, tags: JSON.stringify(tags) },
    );
  }
  for (const [index, id] of datasets.entries()) {
    await snapshot.connection.run(
      `INSERT INTO dataset_rows (hub_id, id, tags, stream) VALUES ('d${index}', $id, '[]', 1)`,
      { id },
    );
  }
  await derive(
    snapshot,
    study2025Tasks.map(({ task }) => task),
    { temporary: true },
  );
  return snapshot;
}

it('an owner is the part before the slash, ASCII letters folded, for models, datasets and ghosts alike', async () => {
  const models = { 'Ann/a': ['dataset:ANN/gone'], 'ann/b': [], 'ann/c': [], bert: [], BERT: [], 'É/x': [] };
  const snapshot = await deriveOwners(models, ['aNN/d', 'bert', 'é/x', 'bert/e']);
  const rows = await readRows(
    snapshot.connection,
    `SELECT r.id, o.owner, o.name FROM models m JOIN model_rows r ON r.rowid = m.row JOIN owners o USING (owner)
     UNION ALL SELECT 'dataset ' || r.id, o.owner, o.name FROM datasets d JOIN dataset_rows r ON r.rowid = d.row JOIN owners o USING (owner)
     UNION ALL SELECT 'ghost ' || g.name, o.owner, o.name FROM ghosts g JOIN owners o USING (owner)`,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const owner = (id: string) => byId.get(id)?.owner;
  const ann = ['Ann/a', 'ann/b', 'ann/c', 'dataset aNN/d', 'ghost ann/gone'];
  expect(new Set(ann.map(owner)).size).toBe(1);
  // The most frequent spelling.
  expect(byId.get('Ann/a')?.name).toBe('ann');
  // Without a slash: each its own. Letters beyond ASCII are not folded.
  const apart = ['Ann/a', 'bert', 'BERT', 'É/x', 'dataset bert', 'dataset é/x', 'dataset bert/e'];
  expect(new Set(apart.map(owner)).size).toBe(apart.length);
  const numbers = await readRows(
    snapshot.connection,
    'SELECT min(owner) AS least, max(owner) AS most, count(DISTINCT owner)::INTEGER AS n FROM owners',
  );
  expect(numbers).toEqual([{ least: 0, most: 6, n: 7 }]);
  snapshot.close();
});

it('a ghost keeps the spelling of most models; of several, the first in code-point order', async () => {
  const models = {
    'a/1': ['base_model:Org/Gone', 'base_model:finetune:Org/Gone'],
    'a/2': ['base_model:ORG/gone'],
    'a/3': ['base_model:https://huggingface.co/ORG/gone/'],
    'a/4': ['base_model:b/tie', 'dataset:./Local'],
    'a/5': ['base_model:B/Tie'],
  };
  const snapshot = await deriveOwners(models, []);
  const ghosts = await readRows(
    snapshot.connection,
    'SELECT name, spelling, malformed, owner < 0 AS ownerless FROM ghosts ORDER BY name',
  );
  expect(ghosts).toEqual([
    { name: './local', spelling: './Local', malformed: true, ownerless: true },
    { name: 'b/tie', spelling: 'B/Tie', malformed: false, ownerless: false },
    { name: 'org/gone', spelling: 'ORG/gone', malformed: false, ownerless: false },
  ]);
  snapshot.close();
});

it('a repo that names itself is within one owner where it has one', async () => {
  const models = {
    bert: ['base_model:bert', 'base_model:ann/b'],
    'ann/a': ['base_model:ANN/a', 'base_model:ann/b'],
    'ann/b': [],
  };
  const { connection, close } = await deriveOwners(models, []);
  const idsOf = (table: string, flag: string) =>
    readRows(
      connection,
      `SELECT r.id, ${flag} AS same FROM ${table} x JOIN models m USING (model) JOIN model_rows r ON r.rowid = m.row ORDER BY ALL`,
    );
  expect(await idsOf('set_aside_pairs', 'same_owner')).toEqual([
    { id: 'ann/a', same: true },
    { id: 'bert', same: false },
  ]);
  expect(await idsOf('model_bases', 'flags & 1 > 0')).toEqual([
    { id: 'ann/a', same: true },
    { id: 'bert', same: false },
  ]);
  close();
});
