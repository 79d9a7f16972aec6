import { describe, expect, it } from 'vitest';
import { groupEdges, sortByTarget } from '../../src/graph/sources.ts';
import { countRelations, joinEdges, userDescriber } from '../../src/graph/users.ts';

const ints = (...numbers: number[]) => Int32Array.from(numbers);

describe('users of a node', () => {
  // Models 0–4 of owners 7, 7, 8, 9, 9 use target 0, which owner 9 owns; nobody uses target 1.
  const users = sortByTarget({ source: ints(0, 1, 2, 3, 4), target: ints(0, 0, 0, 0, 0) }, 2);
  const describeUsers = userDescriber(users, ints(7, 7, 8, 9, 9), 10);

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
  const bases = { source: ints(0, 0, 1), target: ints(0, 1, 1), relations: ints(1, 2, 3) };
  const datasets = { source: ints(0, 2), target: ints(0, 1), relations: ints(0, 0) };
  const ofBases = groupEdges(bases, ints(5, 5));
  // The second dataset is left out.
  expect(joinEdges([ofBases, groupEdges(datasets, ints(5, -1))], 7)).toEqual({
    source: ints(0, 1),
    target: ints(5, 5),
  });
  expect(joinEdges([ofBases, groupEdges(datasets, ints(5, 6))], 7)).toEqual({
    source: ints(0, 1, 2),
    target: ints(5, 5, 6),
  });
});

describe('groups of targets', () => {
  // Node 0 is of group 1, nodes 1 and 2 are of group 0, node 3 is of none.
  const groupOf = ints(1, 0, 0, -1);
  const bases = groupEdges(
    { source: ints(4, 4, 4, 5, 6), target: ints(0, 1, 2, 0, 3), relations: ints(3, 1, 1, 2, 3) },
    groupOf,
  );

  it('an edge counts under each of its relations', () => {
    expect(countRelations(bases, 2, 2)).toEqual([
      [2, 0],
      [1, 2],
    ]);
  });

  it('a model that uses several of a group, in either graph, uses the group once', () => {
    expect(joinEdges([bases], 2)).toEqual({ source: ints(4, 4, 5), target: ints(1, 0, 1) });
    const uses = { source: ints(4, 6), target: ints(0, 0), relations: ints(0, 0) };
    expect(joinEdges([bases, groupEdges(uses, ints(0))], 3)).toEqual({
      source: ints(4, 4, 5, 6),
      target: ints(1, 0, 1, 0),
    });
  });
});
