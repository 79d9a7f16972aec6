import { expect, it } from 'vitest';
import { completeSnapshot } from '../../src/commands/complete-snapshot.ts';
import { type RowChoice, readReportFigures } from '../../src/commands/report-rows.ts';
import { readStoredSamples } from '../../src/commands/stored-samples.ts';
import { study2025Tasks } from '../../src/definitions/tasks.ts';
import { sortRows } from '../../src/documents/report/sort-rows.ts';
import { derive } from '../../src/snapshot/derive/derive.ts';
import { openSnapshotInMemory, type Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { writeMeta } from '../../src/snapshot/tables/meta.ts';
import { fillRandomSnapshot } from '../oracle/random-snapshot.ts';
import { seeds } from '../support/tier.ts';

const everything: RowChoice = {
  ...{ protocol: 'current', questions: ['RQ1', 'RQ2', 'RQ3'] },
  ...{ modalities: null, tasks: null, relations: null },
};

const requests = { resamples: 20, fitTail: true, simulations: 0, lorenz: true, seed: 1 };

/** Choices whose rows are read from what was stored, and some whose rows never are. */
const stored: Partial<RowChoice>[] = [
  {},
  { protocol: 'study-2025' },
  { questions: ['RQ1'], tasks: ['fill-mask', 'image-classification'] },
  { questions: ['RQ2', 'RQ3'], modalities: ['cv'] },
  { requests },
  { by: 'modality' },
  { protocol: 'study-2025', by: 'modality' },
];
const counted: Partial<RowChoice>[] = [
  { by: 'modality', tasks: ['fill-mask'] },
  { protocol: 'study-2025', by: 'modality', tasks: ['fill-mask'] },
  { relations: ['finetune' as const, 'adapter' as const] },
  { createdBefore: '2024-01-01T00:00:00Z' },
  { excludeSameOwner: true },
  // The distinct members of several tasks of a modality are not stored.
  { questions: ['RQ1'], tasks: ['text-classification', 'fill-mask'] },
];

async function randomSnapshot(seed: number): Promise<Snapshot> {
  const snapshot = await openSnapshotInMemory();
  await fillRandomSnapshot(snapshot.connection, seed);
  return snapshot;
}

const tasks = study2025Tasks.map(({ task }) => task);

/** The rows, and the figures of the summary with the names in it. */
async function figuresOf(snapshot: Snapshot, choice: Partial<RowChoice>) {
  const { rows, modalities } = await readReportFigures(snapshot, { ...everything, ...choice });
  const keyOf = ({ question, measure, modality }: (typeof modalities)[number]) =>
    [question, measure, modality].join(' ');
  const byKey = modalities
    .map((one) => ({ key: keyOf(one), ...one }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return { rows: sortRows(rows, 'task'), modalities: byKey };
}

it.each(seeds(1, 20))('figures from what is stored are those from the graphs, seed %i', async (seed) => {
  const snapshot = await randomSnapshot(seed);
  await derive(snapshot, tasks, { temporary: false });
  const fromGraphs = [];
  for (const choice of stored) {
    expect(await readStoredSamples(snapshot, { ...everything, ...choice })).toBeNull();
    fromGraphs.push(await figuresOf(snapshot, choice));
  }
  expect(fromGraphs[0]?.rows.length).toBeGreaterThan(0);
  await completeSnapshot(snapshot);
  for (const [index, choice] of stored.entries()) {
    expect(await readStoredSamples(snapshot, { ...everything, ...choice })).not.toBeNull();
    expect(await figuresOf(snapshot, choice)).toEqual(fromGraphs[index]);
  }
  snapshot.close();
});

it('rows of slices, and of some tasks by modality, are counted in the graphs, with anything stored', async () => {
  const snapshot = await randomSnapshot(1);
  await completeSnapshot(snapshot);
  for (const choice of counted) {
    expect(await readStoredSamples(snapshot, { ...everything, ...choice })).toBeNull();
  }
  snapshot.close();
});

it('what is stored is not used once it is out of date', async () => {
  const snapshot = await randomSnapshot(2);
  await completeSnapshot(snapshot);
  const isUsed = async () => (await readStoredSamples(snapshot, everything)) !== null;
  expect(await isUsed()).toBe(true);
  // As the writing of a page leaves it.
  await snapshot.connection.run(`DELETE FROM meta WHERE key = 'derived'`);
  expect(await isUsed()).toBe(false);
  await derive(snapshot, tasks, { temporary: false });
  expect(await isUsed()).toBe(false);
  await completeSnapshot(snapshot);
  expect(await isUsed()).toBe(true);
  // As another version of the package of tasks left it.
  await writeMeta(snapshot, 'counted', '1 @huggingface/tasks 0.0.1');
  expect(await isUsed()).toBe(false);
  snapshot.close();
});

it('every member of every task is in what is stored, and nothing else', async () => {
  const snapshot = await randomSnapshot(3);
  await completeSnapshot(snapshot);
  const members = await readRows(
    snapshot.connection,
    `SELECT f.task, list_sum(counts)::INTEGER AS stored, n.n::INTEGER AS members
     FROM (SELECT unnest(from_json(stored, '[{"task":"VARCHAR","counted":"VARCHAR","counts":["DOUBLE"]}]'), recursive := true)
       FROM frequencies WHERE protocol = 'current' AND measure LIKE '%-per-model') f
     JOIN (SELECT t.name AS task, count(*) AS n FROM models JOIN tasks t USING (task) GROUP BY ALL) n ON n.task = f.task
     WHERE counted = 'members'`,
  );
  expect(members.length).toBeGreaterThan(0);
  for (const row of members) expect(row.stored).toBe(row.members);
  snapshot.close();
});
