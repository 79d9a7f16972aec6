import type { DuckDBConnection } from '@duckdb/node-api';
import {
  type Dice,
  dice,
  dressUp,
  ghostNames,
  malformedNames,
  placeholderNames,
  shuffleCase,
  taskWords,
} from './random-names.ts';
import { appendRaw, type RawLookup, type RawRow, type RawSnapshot } from './raw-rows.ts';

type Kind = 'models' | 'datasets';

/** What the repos of one kind are called, and which further names lead to them. */
interface Names {
  ids: string[];
  oldNames: string[];
}

// Few owners and short names: case twins and repos of exactly the same id come by themselves.
function randomId(d: Dice, kind: Kind, size: number): string {
  if (d.chance(0.02)) return d.pick(['csv', 'JSON', 'text', 'two words', 'orgé/x', '__proto__']);
  const name = `${kind === 'models' ? 'm' : 'd'}${d.below(size)}`;
  const id = d.chance(0.2) ? name : `${d.pick(['org', 'a', 'b.c', 'x_y'])}/${name}`;
  return d.chance(0.2) ? shuffleCase(d, id) : id;
}

function randomName(d: Dice, names: Names): string {
  const roll = d.next();
  if (roll < 0.5) return d.chance(0.25) ? shuffleCase(d, d.pick(names.ids)) : d.pick(names.ids);
  if (roll < 0.75) return d.chance(0.2) ? shuffleCase(d, d.pick(names.oldNames)) : d.pick(names.oldNames);
  if (roll < 0.85) return d.pick(ghostNames);
  if (roll < 0.95) return d.pick(malformedNames);
  return d.pick(placeholderNames);
}

const writtenName = (d: Dice, names: Names): string => dressUp(d, randomName(d, names));

function modelTags(d: Dice, ids: string, models: Names, datasets: Names): string[] {
  const relation = (): string =>
    d.pick(['', '', 'finetune:', 'adapter:', 'quantized:', 'merge:', 'Finetune:', 'distill:']);
  const tags = [
    ...d.some(3, () => d.pick(taskWords)),
    ...d.some(3, () => `dataset:${writtenName(d, datasets)}`),
    ...d.some(3, () => `base_model:${relation()}${writtenName(d, models)}`),
  ];
  if (d.chance(0.3)) {
    // The Hub's usual pair, and an old name beside the new one.
    const name = randomName(d, models);
    tags.push(`base_model:${name}`, `base_model:${relation()}${name}`);
  }
  if (d.chance(0.05)) tags.push(`base_model:finetune:${ids}`);
  if (d.chance(0.1))
    tags.push(
      d.pick([
        'dataset:',
        'base_model:',
        'base_model:merge:',
        'base_model:merge: /',
        'dataset: https://hf.co/',
        'Dataset:csv',
        ' dataset:x',
        'license:mit',
        '',
      ]),
    );
  if (d.chance(0.2)) tags.push(...tags.slice(0, 2));
  return tags;
}

const datasetTags = (d: Dice): string[] => [
  ...d.some(4, () => `task_categories:${d.pick(taskWords)}`),
  ...d.some(1, () =>
    d.pick(['license:mit', 'task_ids:text-classification', 'text-classification', 'task_categories:']),
  ),
];

/** The JSON text of what a card states; null: the card lacks the key. */
function randomCardValue(d: Dice, names: Names): string | null {
  const roll = d.next();
  if (roll < 0.25) return null;
  if (roll < 0.45) return JSON.stringify(randomName(d, names));
  if (roll < 0.9) {
    const list: unknown[] = d.some(4, () => writtenName(d, names));
    if (d.chance(0.3)) list.push(list[0] ?? null);
    if (d.chance(0.1)) list.push(d.pick([3, null, true, ['org/m1'], { name: 'org/m1' }]));
    return JSON.stringify(list);
  }
  return d.pick(['null', '3', '0.5', 'true', '{}', '{"0":"org/d1","length":1}', '""', '[]', '[[]]']);
}

const randomTime = (d: Dice): number | null =>
  d.chance(0.15) ? null : d.chance(0.4) ? Date.UTC(2022, 2, 2) : Date.UTC(2023, d.below(12), 1 + d.below(28));

function randomModel(d: Dice, hubId: string, id: string, models: Names, datasets: Names): RawRow {
  const hasCard = d.chance(0.4);
  return {
    hubId,
    id,
    tags: d.chance(0.05) ? null : modelTags(d, id, models, datasets),
    createdAt: randomTime(d),
    lastModified: randomTime(d),
    stream: d.below(4),
    pipelineTag: d.chance(0.3) ? null : d.pick(taskWords),
    hasCard,
    cardDatasets: hasCard ? randomCardValue(d, datasets) : null,
    cardBaseModel: hasCard ? randomCardValue(d, models) : null,
  };
}

const randomDataset = (d: Dice, hubId: string, id: string): RawRow => ({
  hubId,
  id,
  tags: d.chance(0.05) ? null : datasetTags(d),
  createdAt: randomTime(d),
  lastModified: randomTime(d),
  stream: d.below(4),
});

/** Each repo once, some again as another listing or an update would list them, mixed up. */
function listings(d: Dice, ids: readonly string[], make: (hubId: string, id: string) => RawRow): RawRow[] {
  const rows = ids.map((id, at) => make(`${(at * 7919) % 10_007}f`, id));
  for (const row of [...rows]) {
    if (d.chance(0.15)) rows.push({ ...row, stream: d.below(4) });
    if (d.chance(0.1)) rows.push({ ...row, lastModified: randomTime(d), tags: d.pick(rows).tags });
    if (d.chance(0.1)) rows.push(make(row.hubId, d.chance(0.3) ? d.pick(ids) : row.id));
  }
  return rows
    .map((row) => ({ row, at: d.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => row);
}

const foldAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** What a look-up of an old name may have answered: a listed repo, one listed under a third name, a chain, a loop. */
function randomAnswer(
  d: Dice,
  names: Names,
  rows: readonly RawRow[],
): Partial<RawLookup> & Pick<RawLookup, 'outcome'> {
  const roll = d.next();
  if (roll < 0.12) return { outcome: 'missing' };
  if (roll < 0.2) return { outcome: 'failed' };
  const hubId = d.chance(0.15) ? d.pick(rows).hubId : d.chance(0.5) ? `none-${d.below(50)}` : null;
  if (roll < 0.5)
    return {
      outcome: 'exists',
      currentId: d.chance(0.2) ? shuffleCase(d, d.pick(names.ids)) : d.pick(names.ids),
      hubId,
    };
  if (roll < 0.8) return { outcome: 'exists', currentId: d.pick(names.oldNames), hubId };
  return {
    outcome: 'exists',
    currentId: d.pick(['Outside/One', 'outside/one', 'outside-two', 'ghost/one']),
    hubId,
  };
}

function randomLookups(d: Dice, kind: Kind, names: Names, rows: readonly RawRow[]): RawLookup[] {
  const asked = [
    ...names.oldNames,
    ...names.oldNames.filter(() => d.chance(0.2)),
    ...d.some(5, () => d.pick(names.ids)),
    'ghost/one',
    'csv',
    './local',
  ];
  // No two answers at the same time: nothing decides which of those to believe.
  return asked.flatMap((name, at) =>
    d.chance(0.1)
      ? []
      : [{ kind, name: foldAscii(name), checkedAt: (at * 37) % 101, ...randomAnswer(d, names, rows) }],
  );
}

/** A small snapshot full of oddities; the same seed gives the same rows. About 200 models and 100 datasets. */
export function randomSnapshot(
  seed: number,
  size: { models: number; datasets: number } = { models: 200, datasets: 100 },
): RawSnapshot {
  const d = dice(seed);
  const names = (kind: Kind, count: number): Names => ({
    ids: Array.from({ length: count }, () => randomId(d, kind, Math.ceil(count / 3))),
    oldNames: Array.from({ length: 24 }, (_, at) => (at % 3 === 0 ? `old${at}` : `Old/Name-${at}`)),
  });
  const modelNames = names('models', size.models);
  const datasetNames = names('datasets', size.datasets);
  const models = listings(d, modelNames.ids, (hubId, id) =>
    randomModel(d, hubId, id, modelNames, datasetNames),
  );
  const datasets = listings(d, datasetNames.ids, (hubId, id) => randomDataset(d, hubId, id));
  const lookups = [
    ...randomLookups(d, 'models', modelNames, models),
    ...randomLookups(d, 'datasets', datasetNames, datasets),
  ];
  return { models, datasets, lookups };
}

/** Appends the snapshot of this seed to the raw tables. */
export const fillRandomSnapshot = (connection: DuckDBConnection, seed: number): Promise<void> =>
  appendRaw(connection, randomSnapshot(seed));
