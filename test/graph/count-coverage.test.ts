import { expect, it } from 'vitest';
import { countCoverage } from '../../src/graph/count-coverage.ts';
import type { CoverageGroup } from '../../src/snapshot/read/read-coverage.ts';
import type { EdgeColumns, GraphColumns } from '../../src/snapshot/read/read-graph-columns.ts';
import type { PairCounts } from '../../src/snapshot/read/read-pairs.ts';
import { seededRandom } from '../../src/statistics/random.ts';

type Edge = readonly [source: number, target: number];

const toEdges = (edges: readonly Edge[]): EdgeColumns => ({
  source: Int32Array.from(edges, ([source]) => source),
  target: Int32Array.from(edges, ([, target]) => target),
});
const nothing: PairCounts = { surplus: { models: [], datasets: [] }, setAside: { models: 0, datasets: 0 } };

/** Models 0 to 3, a ghost 4, a malformed name 5; datasets 0 to 2, a ghost 3, a malformed name 4. */
const columns: GraphColumns = {
  modelNodes: { listed: 4, ghosts: 1, malformed: 1 },
  datasetNodes: { listed: 3, ghosts: 1, malformed: 1 },
  modelTasks: [
    { task: 'fill-mask', first: 0, end: 1 },
    { task: 'summarization', first: 1, end: 3 },
  ],
  datasetTasks: [
    { task: 'summarization', members: Int32Array.of(0, 1) },
    { task: 'fill-mask', members: Int32Array.of(0) },
  ],
  bases: toEdges([
    [0, 1],
    [1, 3],
    [2, 1],
    [3, 4],
    [3, 5],
  ]),
  uses: toEdges([
    [0, 0],
    [1, 1],
    [1, 2],
    [3, 0],
    [3, 3],
    [3, 4],
  ]),
  modelsIn: null,
  datasetsIn: null,
};

it('counts the pairs of each question by where they lead', () => {
  expect(countCoverage(columns, { ...nothing, setAside: { models: 2, datasets: 3 } })).toEqual([
    { question: 'RQ1', sort: 'target', tasks: [], pairs: 3 },
    { question: 'RQ1', sort: 'target', tasks: ['fill-mask'], pairs: 1 },
    { question: 'RQ1', sort: 'target', tasks: ['summarization'], pairs: 2 },
    { question: 'RQ1', sort: 'notRepo', tasks: [], pairs: 3 },
    { question: 'RQ2', sort: 'target', tasks: [], pairs: 1 },
    { question: 'RQ2', sort: 'outside', tasks: [], pairs: 1 },
    { question: 'RQ2', sort: 'notRepo', tasks: [], pairs: 1 },
    { question: 'RQ2', sort: 'target', tasks: ['fill-mask', 'summarization'], pairs: 2 },
    { question: 'RQ2', sort: 'target', tasks: ['summarization'], pairs: 1 },
    { question: 'RQ2', sort: 'notRepo', tasks: [], pairs: 3 },
    { question: 'RQ3', sort: 'target', tasks: [], pairs: 1 },
    { question: 'RQ3', sort: 'outside', tasks: [], pairs: 1 },
    { question: 'RQ3', sort: 'notRepo', tasks: [], pairs: 1 },
    { question: 'RQ3', sort: 'target', tasks: ['summarization'], pairs: 2 },
    { question: 'RQ3', sort: 'notRepo', tasks: [], pairs: 2 },
  ]);
});

it('counts more pairs, or none, of an edge that the slice holds', () => {
  const surplus = {
    models: [
      { source: 2, target: 1, pairs: 4 },
      { source: 2, target: 3, pairs: 9 },
    ],
    datasets: [{ source: 3, target: 4, pairs: -1 }],
  };
  const groups = countCoverage(columns, { ...nothing, surplus });
  const find = (question: string, sort: string, tasks: readonly string[] = []) =>
    groups.find((one) => one.question === question && one.sort === sort && `${one.tasks}` === `${tasks}`)
      ?.pairs;
  expect(find('RQ3', 'target', ['summarization'])).toBe(6);
  expect(find('RQ3', 'target')).toBe(1);
  expect(find('RQ2', 'notRepo')).toBeUndefined();
  expect(find('RQ1', 'target')).toBe(2);
});

it('takes what is not in the slice for outside', () => {
  const slice = { ...columns, modelsIn: Int32Array.of(1, 0, 1, 1), datasetsIn: Int32Array.of(0, 1, 1) };
  const outside = countCoverage(slice, nothing).filter(({ sort }) => sort === 'outside');
  // The models of a slice alone have edges in it, so that RQ1 has none.
  expect(outside.filter(({ question }) => question !== 'RQ1')).toEqual([
    { question: 'RQ2', sort: 'outside', tasks: [], pairs: 3 },
    { question: 'RQ3', sort: 'outside', tasks: [], pairs: 3 },
  ]);
});

it('is what one edge after the other comes to, for random graphs', () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const random = seededRandom(`coverage ${seed}`);
    const draw = (below: number): number => Math.floor(random() * below);
    const words = ['a', 'b', 'c', 'd'];
    const [modelNodes, datasetNodes] = [0, 1].map(() => ({
      ...{ listed: 5 + draw(10), ghosts: draw(4), malformed: draw(3) },
    })) as [GraphColumns['modelNodes'], GraphColumns['datasetNodes']];
    const order = ({ listed, ghosts, malformed }: GraphColumns['modelNodes']) => listed + ghosts + malformed;
    const drawEdges = (targets: number): Edge[] =>
      Array.from({ length: modelNodes.listed }, (_, source) =>
        Array.from({ length: targets }, (_, target): Edge => [source, target]).filter(() => random() < 0.2),
      ).flat();
    const middle = draw(modelNodes.listed);
    const modelTasks = [
      { task: 'a', first: 0, end: middle },
      { task: 'b', first: middle, end: Math.min(middle + 2, modelNodes.listed) },
    ];
    const tasksOf = Array.from({ length: datasetNodes.listed }, () => words.filter(() => random() < 0.4));
    const datasetTasks = words.map((task) => ({
      task,
      members: Int32Array.from(tasksOf.keys()).filter((dataset) => tasksOf[dataset]?.includes(task)),
    }));
    const datasetsIn = Int32Array.from({ length: datasetNodes.listed }, () => draw(2));
    const modelsIn = Int32Array.from({ length: modelNodes.listed }, () => draw(2));
    const bases = drawEdges(order(modelNodes)).filter(([source]) => modelsIn[source] === 1);
    const uses = drawEdges(order(datasetNodes)).filter(([source]) => modelsIn[source] === 1);
    const tasksOfModel = (model: number) =>
      modelTasks.filter(({ first, end }) => model >= first && model < end).map(({ task }) => task);
    const expected = new Map<string, number>();
    const add = (question: CoverageGroup['question'], sort: string, tasks: readonly string[]) => {
      const key = JSON.stringify([question, sort, tasks]);
      expected.set(key, (expected.get(key) ?? 0) + 1);
    };
    const place = (nodes: GraphColumns['modelNodes'], isIn: Int32Array, node: number) =>
      node >= nodes.listed + nodes.ghosts
        ? 'notRepo'
        : node >= nodes.listed || isIn[node] === 0
          ? 'outside'
          : 'target';
    for (const [source, target] of uses) {
      add('RQ1', 'target', tasksOfModel(source));
      const sort = place(datasetNodes, datasetsIn, target);
      add('RQ2', sort, sort === 'target' ? (tasksOf[target] ?? []) : []);
    }
    for (const [, target] of bases) {
      const sort = place(modelNodes, modelsIn, target);
      add('RQ3', sort, sort === 'target' ? tasksOfModel(target) : []);
    }
    const counted = countCoverage(
      {
        ...{ modelNodes, datasetNodes, modelTasks, datasetTasks, modelsIn, datasetsIn },
        ...{ bases: toEdges(bases), uses: toEdges(uses) },
      },
      nothing,
    );
    const found = counted.map(({ pairs, question, sort, tasks }): [string, number] => [
      JSON.stringify([question, sort, tasks]),
      pairs,
    ]);
    expect(new Map(found)).toEqual(expected);
    expect(found).toHaveLength(expected.size);
  }
});
