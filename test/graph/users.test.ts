import { describe, expect, it } from 'vitest';
import { sortByTarget } from '../../src/graph/sources.ts';
import { countRelations, joinByOwner, reachCounter, userDescriber } from '../../src/graph/users.ts';

const ints = (...numbers: number[]) => Int32Array.from(numbers);

describe('users of a node', () => {
  // Models 0–4 of owners 7, 7, 8, 9, 9 use target 0, which owner 9 owns; nobody uses target 1.
  const users = sortByTarget({ source: ints(0, 1, 2, 3, 4), target: ints(0, 0, 0, 0, 0) }, 2);
  const describeUsers = userDescriber(users, ints(7, 7, 8, 9, 9));

  it('counts owners without its own, and names those with most', () => {
    expect(describeUsers(0, 9)).toEqual({
      uses: 5,
      owners: 2,
      ownUses: 2,
      leaders: [7, 9],
      most: 2,
    });
    expect(describeUsers(0, 3)).toMatchObject({ owners: 3, ownUses: 0 });
  });

  it('is nobody where nothing uses it', () => {
    expect(describeUsers(1, 9)).toEqual({
      uses: 0,
      owners: 0,
      ownUses: 0,
      leaders: [],
      most: 0,
    });
  });
});

it('a model that uses two repos of one owner, of any kind, uses that owner once', () => {
  const bases = { reuse: { source: ints(0, 0, 1), target: ints(0, 1, 1) }, ownerOf: ints(5, 5) };
  // The second dataset is left out.
  const datasets = { reuse: { source: ints(0, 2), target: ints(0, 1) }, ownerOf: ints(5, -1) };
  expect(joinByOwner([bases, datasets], 7)).toEqual({ source: ints(0, 1), target: ints(5, 5) });
  const all = joinByOwner([bases, { ...datasets, ownerOf: ints(5, 6) }], 7);
  expect(all).toEqual({ source: ints(0, 1, 2), target: ints(5, 5, 6) });
});

it('an edge counts under each of its relations', () => {
  const edges = { target: ints(0, 0, 1), relations: ints(3, 2, 1) };
  expect(countRelations(edges, ints(0, -1, -1, -1), 1, 2)).toEqual([[1, 2]]);
  expect(countRelations(edges, ints(0, 0, -1, -1), 1, 2)).toEqual([[2, 2]]);
  expect(countRelations(edges, ints(1, 0, -1, -1), 2, 2)).toEqual([
    [1, 0],
    [1, 2],
  ]);
});

it('counts what reaches some nodes, in graphs with any cycles, again and again', () => {
  const count = reachCounter(sortByTarget({ target: ints(0, 1, 2, 2, 4), source: ints(1, 2, 0, 3, 4) }, 5));
  expect([count([0]), count([0]), count([0, 1]), count([3]), count([4]), count([])]).toEqual([
    3, 3, 2, 0, 0, 0,
  ]);
});
