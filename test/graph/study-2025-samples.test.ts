import { expect, it } from 'vitest';
import { type MeasureName, measuresOf } from '../../src/definitions/protocols.ts';
import { study2025Tasks } from '../../src/definitions/tasks.ts';
import type { Grouping } from '../../src/graph/groups.ts';
import { listStudy2025Samples } from '../../src/graph/study-2025-samples.ts';

const ints = (...numbers: number[]) => Int32Array.from(numbers);

const bits = (...tasks: string[]): number =>
  tasks.reduce((set, task) => set | (1 << study2025Tasks.findIndex((entry) => entry.task === task)), 0);

const text = 'text-classification';
const token = 'token-classification';
const image = 'image-classification';

// Model 10 has two tasks among its tags, 11 and 14 one each, 12 one of cv, 13 none. Dataset 0 is of text-classification
// (and of a task that the study has not), 1 of that and token-classification, 2 of image-classification.
const columns = {
  models: ints(10, 11, 12, 13, 14),
  tasks: ints(bits(text, token), bits(text), bits(image), 0, bits(token)),
  datasets: ints(3, 0, 2, 9, 4),
  bases: ints(1, 0, 0, 5, 2),
  datasetTasks: [
    { task: text, members: ints(0, 1) },
    { task: token, members: ints(1) },
    { task: image, members: ints(2) },
    { task: 'conversational', members: ints(0) },
  ],
  datasetCount: 3,
  // 10 lists 0 and 1, 11 lists 1, 12 lists 1 and 2, 14 lists 0.
  useTasks: ints(bits(text, token), bits(text, token), bits(text), bits(image), bits(image), bits(token)),
  useDatasets: ints(0, 1, 1, 1, 2, 0),
};

function rowsOf(name: MeasureName, by: Grouping[], chosen?: (task: string) => boolean) {
  const measures = measuresOf['study-2025'].filter(({ measure }) => measure === name);
  return [...listStudy2025Samples(columns, measures, by, chosen)].map(
    ({ modality, task, values, holders }) => {
      const members = Array.from(values, (value, place) => [holders.numberAt(place), value]);
      return [`${modality} ${task} ${holders.kind}`, Object.fromEntries(members)];
    },
  );
}

it('lengths of the declared lists, of every model with the task among its tags', () => {
  expect(rowsOf('datasets-per-model', ['task'])).toEqual([
    [`nlp ${text} models`, { 10: 3, 11: 0 }],
    [`nlp ${token} models`, { 10: 3, 14: 4 }],
    [`cv ${image} models`, { 12: 2 }],
  ]);
  expect(rowsOf('bases-per-model', ['modality'])).toEqual([
    ['nlp all models', { 10: 1, 11: 0, 14: 2 }],
    ['cv all models', { 12: 0 }],
  ]);
});

it('models per dataset: only those of the same task; by modality, of any task that both have', () => {
  expect(rowsOf('models-per-dataset', ['task', 'modality'])).toEqual([
    [`nlp ${text} datasets`, { 0: 1, 1: 2 }],
    [`nlp ${token} datasets`, { 1: 1 }],
    [`cv ${image} datasets`, { 2: 1 }],
    ['nlp all datasets', { 0: 1, 1: 2 }],
    ['cv all datasets', { 2: 1 }],
  ]);
});

it('chosen tasks alone', () => {
  const chosen = (task: string) => task === token;
  expect(rowsOf('models-per-dataset', ['modality'], chosen)).toEqual([['nlp all datasets', { 1: 1 }]]);
  expect(rowsOf('datasets-per-model', ['task'], chosen)).toEqual([[`nlp ${token} models`, { 10: 3, 14: 4 }]]);
});
