import { expect, it } from 'vitest';
import { countNumbers, countOwners, ownerCounter } from '../../src/graph/count-owners.ts';
import { sortByTarget } from '../../src/graph/sources.ts';

// Models 0 and 1 are of owner 0, model 2 of owner 1, model 3 of owner 2. Datasets 0 and 1 are of owner 1, dataset 2 of
// owner 0, dataset 3 of owner 3; the edges after it end in what is not asked for.
const modelOwners = Int32Array.of(0, 0, 1, 2);
const datasetOwners = Int32Array.of(1, 1, 0, 3);
const edges = {
  source: Int32Array.of(0, 0, 0, 1, 1, 2, 2, 3, 3, 3),
  target: Int32Array.of(0, 1, 2, 0, 7, 0, 3, 0, 1, 4),
};
const sources = sortByTarget(edges, 4);

it('owners of a dataset: each once, its own left out', () => {
  // Dataset 0 is used by models 0 and 1 (owner 0), 2 (its own) and 3; dataset 2 by its own alone.
  expect([...countOwners(sources, modelOwners, datasetOwners)]).toEqual([2, 2, 0, 1]);
});

it('uses of an owner: each model once, whichever of its datasets it uses, and of this group alone', () => {
  const count = ownerCounter(sources, datasetOwners, 4);
  const group = (...targets: number[]) => {
    const { owners, values } = count(Int32Array.from(targets));
    return Object.fromEntries(Array.from(owners, (owner, place) => [owner, values[place]]));
  };
  expect(group(0, 1, 2, 3)).toEqual({ 1: 4, 0: 1, 3: 1 });
  expect(group(1)).toEqual({ 1: 2 });
  expect(group(0, 1, 2, 3)).toEqual({ 1: 4, 0: 1, 3: 1 });
  expect(group()).toEqual({});
});

it('uses of an owner of several datasets, whatever their numbers and order', () => {
  // Dataset 1 is used by models 0 and 3, dataset 3 by model 2, dataset 2 by model 0.
  const count = ownerCounter(sources, Int32Array.of(1, 0, 1, 0), 4);
  for (const targets of [
    [1, 3],
    [3, 1],
  ])
    expect([...count(Int32Array.from(targets)).values]).toEqual([3]);
  for (const targets of [
    [1, 2, 3],
    [3, 2, 1],
  ]) {
    const { owners, values } = count(Int32Array.from(targets));
    expect([...owners].map((owner, place) => [owner, values[place]])).toEqual([
      [0, 3],
      [1, 1],
    ]);
  }
});

it('numbers from 0 to the greatest: none where there is none', () => {
  expect([[], [0], [3, 1], [0, 0, 2]].map(countNumbers)).toEqual([0, 1, 4, 3]);
});
