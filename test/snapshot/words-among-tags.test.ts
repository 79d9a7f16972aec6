import { expect, it } from 'vitest';
import { study2025Tasks } from '../../src/definitions/tasks.ts';
import { derive } from '../../src/snapshot/derive/derive.ts';
import { openSnapshotInMemory } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';

const tasks = study2025Tasks.map(({ task }) => task);
const bitsOf = (...words: string[]) => words.reduce((bits, word) => bits | (2 ** tasks.indexOf(word)), 0);

it('a task word among the tags, and a repo that is named like it, are two things', async () => {
  const snapshot = await openSnapshotInMemory();
  const { connection } = snapshot;
  const models = {
    translation: [],
    'ann/a': [
      ...[
        'translation',
        'fill-mask',
        'fill-mask',
        'base_model:translation',
        'base_model:finetune:translation',
      ],
      ...['dataset:translation', 'dataset:translation', 'dataset:fill-mask', 'base_models:x', 'datasets:y'],
    ],
    'ann/b': ['translations', ' translation', 'Translation', 'fill-mask:x', 'base_model', 'dataset'],
  };
  for (const [index, [id, tags]] of Object.entries(models).entries()) {
    await connection.run(
      `INSERT INTO model_rows (hub_id, id, tags, stream, has_card, pipeline_tag)
       VALUES ('m${index}', $id, $tags, 0, false, $task)`,
      { id, tags: JSON.stringify(tags), task: id === 'ann/b' ? 'text-to-image' : null },
    );
  }
  await derive(snapshot, tasks, { temporary: true });
  const read = (select: string, from: string) =>
    readRows(
      connection,
      `SELECT r.id, ${select} FROM ${from} x JOIN models m USING (model)
      JOIN model_rows r ON r.rowid = m.row ORDER BY ALL`,
    );
  expect(await read('x.tasks, datasets, bases', 'study_models')).toEqual([
    { id: 'ann/a', tasks: bitsOf('translation', 'fill-mask'), datasets: 3, bases: 1 },
    { id: 'ann/b', tasks: bitsOf('text-to-image'), datasets: 0, bases: 0 },
  ]);
  expect(await read('relations', 'model_bases')).toEqual([{ id: 'ann/a', relations: 1 }]);
  expect(
    await readRows(
      connection,
      `SELECT kind, state, "references"::INTEGER AS n FROM reference_states ORDER BY ALL`,
    ),
  ).toEqual([
    { kind: 'datasets', state: 'unresolved', n: 2 },
    { kind: 'models', state: 'listed', n: 1 },
  ]);
  expect(await readRows(connection, `SELECT name FROM ghosts ORDER BY name`)).toEqual([
    { name: 'fill-mask' },
    { name: 'translation' },
  ]);
  snapshot.close();
});
