import { describe, expect, it } from 'vitest';
import { type MeasureName, measuresOf } from '../../src/definitions/protocols.ts';
import type { Grouping } from '../../src/graph/groups.ts';
import { type CurrentGraphs, columnsOfMeasures, graphMeasureOf } from '../../src/graph/measure-values.ts';
import { buildReuseGraph } from '../../src/graph/reuse-graph.ts';
import { listCurrentSamples } from '../../src/graph/samples.ts';

const ints = (...numbers: number[]) => Int32Array.from(numbers);

// Models 0 and 1 of text-generation, 2 and 3 of fill-mask, 4 of image-classification, 5 of a word that is not a task, 6
// of none; 7 is a ghost, 8 a malformed name. Datasets 0 and 1 of text-generation, 1 of fill-mask too, 2 of
// image-classification and of that word, 3 of none; 4 is a ghost, 5 a malformed name.
const graphs: CurrentGraphs = {
  columns: {
    modelTasks: [
      { task: 'text-generation', first: 0, end: 2 },
      { task: 'fill-mask', first: 2, end: 4 },
      { task: 'image-classification', first: 4, end: 5 },
      { task: 'no-task', first: 5, end: 6 },
    ],
    datasetTasks: [
      { task: 'text-generation', members: ints(0, 1) },
      { task: 'fill-mask', members: ints(1) },
      { task: 'image-classification', members: ints(2) },
      { task: 'no-task', members: ints(2) },
    ],
    modelsIn: null,
    datasetsIn: null,
  },
  bases: buildReuseGraph(
    { sources: 6, targets: 6 },
    { listed: 7, ghosts: 1, malformed: 1 },
    { source: ints(1, 2, 3, 3, 4, 5, 6), target: ints(0, 0, 2, 8, 7, 8, 2) },
  ),
  uses: buildReuseGraph(
    { sources: 6, targets: 3 },
    { listed: 4, ghosts: 1, malformed: 1 },
    { source: ints(0, 0, 0, 1, 2, 2, 4, 6), target: ints(0, 1, 4, 1, 1, 5, 2, 0) },
  ),
  nodes: {
    modelOwners: ints(0, 0, 1, 2, 1, 3, 2),
    datasetOwners: ints(0, 1, 3, 0),
    modelDownloads: Float64Array.of(5, 4, 3_000_000_000, 2, 1, 9, 8),
    datasetDownloads: Float64Array.of(70, 60, 50, 40),
  },
};

const nlpTasks = (task: string) => task !== 'image-classification';

/** Each row as modality, task and the values of its members by their numbers. */
function rowsOf(
  name: MeasureName,
  { by = ['task'] as Grouping[], from = graphs, chosen = (_: string): boolean => true } = {},
) {
  const measures = measuresOf.current.filter(({ measure }) => measure === name);
  return [...listCurrentSamples(from, measures, by, chosen)].map(({ modality, task, values, holders }) => {
    const members = Array.from(values, (value, place) => [holders.numberAt(place), value]);
    return [`${modality} ${task} ${holders.kind}`, Object.fromEntries(members)];
  });
}

describe('the values of every member of a task, by definition', () => {
  it.each<[MeasureName, 'models' | 'datasets' | 'owners', object, object, object]>([
    ['datasets-per-model', 'models', { 0: 3, 1: 1 }, { 2: 2, 3: 0 }, { 4: 1 }],
    ['models-per-dataset', 'datasets', { 0: 2, 1: 3 }, { 1: 3 }, { 2: 1 }],
    ['owners-per-dataset', 'datasets', { 0: 1, 1: 1 }, { 1: 1 }, { 2: 1 }],
    ['uses-per-owner', 'owners', { 0: 2, 1: 3 }, { 1: 3 }, { 3: 1 }],
    ['downloads-per-dataset', 'datasets', { 0: 70, 1: 60 }, { 1: 60 }, { 2: 50 }],
    ['derivatives-per-model', 'models', { 0: 2, 1: 0 }, { 2: 2, 3: 0 }, { 4: 0 }],
    ['bases-per-model', 'models', { 0: 0, 1: 1 }, { 2: 1, 3: 2 }, { 4: 1 }],
    ['owners-per-model', 'models', { 0: 1, 1: 0 }, { 2: 1, 3: 0 }, { 4: 0 }],
    ['descendants-per-model', 'models', { 0: 4, 1: 0 }, { 2: 2, 3: 0 }, { 4: 0 }],
    ['derivatives-per-owner', 'owners', { 0: 2 }, { 1: 2, 2: 0 }, { 1: 0 }],
    ['downloads-per-model', 'models', { 0: 5, 1: 4 }, { 2: 3_000_000_000, 3: 2 }, { 4: 1 }],
  ])('%s', (name, kind, textGeneration, fillMask, imageClassification) => {
    expect(rowsOf(name)).toEqual([
      [`nlp text-generation ${kind}`, textGeneration],
      [`nlp fill-mask ${kind}`, fillMask],
      [`cv image-classification ${kind}`, imageClassification],
    ]);
    // Distinct members: what several tasks share counts once.
    expect(rowsOf(name, { by: ['modality'] })).toEqual([
      [`nlp all ${kind}`, { ...fillMask, ...textGeneration }],
      [`cv all ${kind}`, imageClassification],
    ]);
  });

  it('by both groupings, of chosen tasks alone', () => {
    expect(rowsOf('models-per-dataset', { by: ['task', 'modality'], chosen: nlpTasks })).toEqual([
      ['nlp text-generation datasets', { 0: 2, 1: 3 }],
      ['nlp fill-mask datasets', { 1: 3 }],
      ['nlp all datasets', { 0: 2, 1: 3 }],
    ]);
    const chosen = (task: string) => task === 'fill-mask';
    expect(rowsOf('datasets-per-model', { by: ['modality'], chosen })).toEqual([
      ['nlp all models', { 2: 2, 3: 0 }],
    ]);
  });

  it('of a slice; a task whose members are all outside has no row', () => {
    const columns = { ...graphs.columns, modelsIn: ints(1, 0, 1, 0, 0, 0, 1), datasetsIn: ints(0, 1, 0, 0) };
    const from = { ...graphs, columns };
    expect(rowsOf('derivatives-per-model', { from })).toEqual([
      ['nlp text-generation models', { 0: 2 }],
      ['nlp fill-mask models', { 2: 2 }],
    ]);
    expect(rowsOf('models-per-dataset', { from, by: ['modality'] })).toEqual([
      ['nlp all datasets', { 1: 3 }],
    ]);
    expect(rowsOf('uses-per-owner', { from })).toEqual([
      ['nlp text-generation owners', { 1: 3 }],
      ['nlp fill-mask owners', { 1: 3 }],
    ]);
  });
});

it('under RQ1 how many models of the task use each dataset, ghosts too and malformed names not', () => {
  const measures = measuresOf.current.filter(({ onRequest }) => !onRequest);
  const samples = [...listCurrentSamples(graphs, measures, ['task', 'modality'])];
  const uses = samples
    .filter(({ measure }) => measure.question === 'RQ1')
    .map((sample) => [...(sample.uses ?? [])].sort());
  expect(uses).toEqual([[1, 1, 2], [1], [1], [1, 1, 3], [1]]);
  for (const { measure, uses } of samples) if (measure.question !== 'RQ1') expect(uses).toBeUndefined();
});

it('a measure names the columns that it needs, and is refused without them', () => {
  expect(columnsOfMeasures(['datasets-per-model', 'bases-per-model'])).toEqual([]);
  expect(columnsOfMeasures(['uses-per-owner', 'owners-per-dataset', 'downloads-per-model']).sort()).toEqual([
    ...['datasetOwners', 'modelDownloads', 'modelOwners'],
  ]);
  expect(columnsOfMeasures(['owners-per-model'])).toEqual(['modelOwners']);
  expect(columnsOfMeasures(['derivatives-per-owner'])).toEqual(['modelOwners']);
  for (const { measure } of measuresOf.current) {
    const counted = graphMeasureOf(measure);
    const count = () => ('owners' in counted ? counted.owners : counted.values)({ ...graphs, nodes: {} });
    if (columnsOfMeasures([measure]).length === 0) expect(count).not.toThrow();
    else expect(count).toThrow(/^\w+ was not read$/);
  }
});
