import { describe, expect, it } from 'vitest';
import { findEdges, sortByTarget } from '../../src/graph/sources.ts';
import { countRelations, joinByOwner, joinGroups, userDescriber } from '../../src/graph/users.ts';

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

describe('groups of targets', () => {
  // Node 0 is of group 1, nodes 1 and 2 are of group 0, node 3 is of none.
  const groupOf = ints(1, 0, 0, -1);
  const reuse = {
    source: ints(4, 5, 4, 4, 6),
    target: ints(0, 0, 1, 2, 3),
    relations: ints(3, 2, 1, 1, 3),
  };
  const bases = { reuse, groupOf, edges: findEdges(reuse, groupOf) };

  it('an edge counts under each of its relations', () => {
    expect(countRelations(bases, 2, 2)).toEqual([
      [2, 0],
      [1, 2],
    ]);
  });

  it('a model that uses several of a group, in either graph, uses the group once', () => {
    expect(joinGroups([bases], 2, 7)).toEqual({ starts: ints(0, 1, 3), sources: ints(4, 4, 5) });
    const uses = { source: ints(6, 4), target: ints(0, 0), relations: ints(0, 0) };
    const datasets = { reuse: uses, groupOf: ints(0), edges: findEdges(uses, ints(0)) };
    const both = joinGroups([bases, datasets], 3, 7);
    expect(both).toEqual({ starts: ints(0, 2, 4, 4), sources: ints(4, 6, 4, 5) });
  });
});
