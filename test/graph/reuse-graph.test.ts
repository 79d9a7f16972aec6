import { describe, expect, it } from 'vitest';
import { groupDatasets, groupModels, union } from '../../src/graph/groups.ts';
import { buildReuseGraph } from '../../src/graph/reuse-graph.ts';
import { groupEdges } from '../../src/graph/sources.ts';
import { joinEdges } from '../../src/graph/users.ts';
import { seededRandom } from '../../src/statistics/random.ts';

const ints = (...numbers: number[]) => Int32Array.from(numbers);

describe('a reuse graph', () => {
  // Two listed nodes, two ghosts, and a malformed name, 4; node 3 is the last ghost.
  const edges = { source: ints(0, 0, 1, 2, 2, 2, 4), target: ints(0, 4, 3, 0, 1, 3, 3) };
  const graph = buildReuseGraph({ sources: 5, targets: 2 }, { listed: 2, ghosts: 2, malformed: 1 }, edges);

  it('degrees: malformed names are declared, but nothing is counted for them', () => {
    expect([...graph.outDegrees()]).toEqual([2, 1, 3, 0, 1]);
    expect([...graph.inDegrees()]).toEqual([2, 1]);
  });

  it('uses by some sources, ghosts too and malformed names not; asked again, nothing is left of before', () => {
    const usesFrom = (...ranges: [number, number][]) =>
      [...graph.usesFrom(ranges.map(([first, end]) => ({ first, end })))].sort();
    expect(usesFrom([0, 5])).toEqual([1, 2, 3]);
    expect(usesFrom([0, 5])).toEqual([1, 2, 3]);
    expect(usesFrom([0, 1])).toEqual([1]);
    expect(usesFrom([0, 1], [2, 3])).toEqual([1, 1, 2]);
    expect(usesFrom([3, 4])).toEqual([]);
    expect(usesFrom([1, 3], [4, 9])).toEqual([1, 1, 3]);
    expect(usesFrom()).toEqual([]);
  });
});

describe('groups of rows', () => {
  const range = (task: string, first: number, end: number) => ({ task, first, end });

  it('of models: a task, or all tasks of a modality; words that are not tasks are left out', () => {
    const tasks = [
      range('image-to-3d', 0, 2),
      range('fill-mask', 2, 5),
      range('no-task', 5, 6),
      range('translation', 6, 9),
    ];
    expect(groupModels(tasks, 'task').map(({ modality, task, ranges }) => [modality, task, ranges])).toEqual([
      ['cv', 'image-to-3d', [tasks[0]]],
      ['nlp', 'fill-mask', [tasks[1]]],
      ['nlp', 'translation', [tasks[3]]],
    ]);
    expect(groupModels(tasks, 'modality')).toEqual([
      { modality: 'nlp', task: 'all', ranges: [tasks[1], tasks[3]] },
      { modality: 'cv', task: 'all', ranges: [tasks[0]] },
    ]);
  });

  it('of datasets: one of two tasks of a modality is there once', () => {
    const tasks = [
      { task: 'translation', members: ints(3, 8) },
      { task: 'fill-mask', members: ints(0, 3, 5) },
      { task: 'no-task', members: ints(9) },
    ];
    expect(groupDatasets(tasks, 'task').map(({ task }) => task)).toEqual(['translation', 'fill-mask']);
    expect(groupDatasets(tasks, 'modality')).toEqual([
      { modality: 'nlp', task: 'all', members: ints(0, 3, 5, 8) },
    ]);
  });

  it('the union of columns is their distinct numbers, ascending', () => {
    const random = seededRandom('union');
    for (let round = 0; round < 50; round += 1) {
      const columns = Array.from({ length: Math.floor(random() * 4) }, () => {
        const numbers = Array.from({ length: Math.floor(random() * 8) }, () => Math.floor(random() * 12));
        return Int32Array.from(new Set(numbers)).sort();
      });
      const all = new Set(columns.flatMap((column) => [...column]));
      expect([...union(columns)]).toEqual([...all].sort((a, b) => a - b));
    }
  });
});

it('the uses of owners, joined from any parts: each model and owner once, by model', () => {
  const random = seededRandom('joined');
  for (let round = 0; round < 50; round += 1) {
    const expected = new Set<number>();
    const parts = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
      // Of owner −1 is what is left out.
      const ownerOf = Int32Array.from({ length: 6 }, () => Math.floor(random() * 5) - 1);
      const drawn = Array.from({ length: Math.floor(random() * 9) }, () => Math.floor(random() * 48));
      const pairs = [...new Set(drawn)].sort((a, b) => a - b);
      for (const pair of pairs) {
        const owner = ownerOf[pair % 6] ?? 0;
        if (owner !== -1) expected.add(Math.floor(pair / 6) * 4 + owner);
      }
      const source = Int32Array.from(pairs, (pair) => Math.floor(pair / 6));
      const target = Int32Array.from(pairs, (pair) => pair % 6);
      return groupEdges({ source, target, relations: target }, ownerOf);
    });
    const { source, target } = joinEdges(parts, 4);
    const joined = Array.from(source, (model, edge) => model * 4 + (target[edge] ?? 0));
    expect(joined.sort((a, b) => a - b)).toEqual([...expected].sort((a, b) => a - b));
    expect([...source]).toEqual([...source].sort());
  }
});
