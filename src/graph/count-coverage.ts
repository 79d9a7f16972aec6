import type { RepoKind } from '../repo-kind.ts';
import type { CoverageGroup } from '../snapshot/read/read-coverage.ts';
import type { EdgeColumns, GraphColumns, NodeCounts } from '../snapshot/read/read-graph-columns.ts';
import type { PairCounts, Surplus } from '../snapshot/read/read-pairs.ts';

/**
 * Where the pairs of a slice lead under protocol `current`: those that became its edges, one an edge but for the surplus,
 * and those that became none.
 * @param columns the edges and repos of the slice
 * @returns one entry for each combination of tasks; none without pairs
 */
export function countCoverage(columns: GraphColumns, { surplus, setAside }: PairCounts): CoverageGroup[] {
  const { bases, uses } = columns;
  const [models, datasets] = [placeModels(columns), placeDatasets(columns)];
  const notEdges = (question: CoverageGroup['question'], kind: RepoKind): CoverageGroup => ({
    ...{ question, sort: 'notRepo', tasks: [], pairs: setAside[kind] },
  });
  const groups = [
    // The models of the slice alone have edges in it.
    ...countPairs('RQ1', { edges: uses, end: 'source', surplus: surplus.datasets }, models),
    notEdges('RQ1', 'datasets'),
    ...countPairs('RQ2', { edges: uses, end: 'target', surplus: surplus.datasets }, datasets),
    notEdges('RQ2', 'datasets'),
    ...countPairs('RQ3', { edges: bases, end: 'target', surplus: surplus.models }, models),
    notEdges('RQ3', 'models'),
  ];
  return groups.filter(({ pairs }) => pairs > 0);
}

type Place = Pick<CoverageGroup, 'sort' | 'tasks'>;

/** What nodes have in common for coverage, and which of these each node has, ghosts and malformed names too. */
interface Places {
  groups: Place[];
  groupOf: Int32Array;
}

/** The first groups, by number. */
const [withoutTask, outside, notRepo] = [0, 1, 2];

/** Every node by what it is; listed repos have no task yet, and those beyond the slice are outside: not there yet, or undated. */
function placeNodes({ listed, ghosts, malformed }: NodeCounts): Places {
  const groupOf = new Int32Array(listed + ghosts + malformed).fill(notRepo, listed + ghosts);
  groupOf.fill(outside, listed, listed + ghosts);
  const groups: Place[] = [
    { sort: 'target', tasks: [] },
    { sort: 'outside', tasks: [] },
    { sort: 'notRepo', tasks: [] },
  ];
  return { groups, groupOf };
}

/** Models have one task or none. */
function placeModels({ modelNodes, modelTasks, modelsIn }: GraphColumns): Places {
  const places = placeNodes(modelNodes);
  for (const { task, first, end } of modelTasks) {
    places.groupOf.fill(places.groups.length, first, end);
    places.groups.push({ sort: 'target', tasks: [task] });
  }
  return leaveOut(places, modelsIn);
}

/** Datasets may have several tasks: each combination that there is makes a group. */
function placeDatasets({ datasetNodes, datasetTasks, datasetsIn }: GraphColumns): Places {
  const { groups, groupOf } = placeNodes(datasetNodes);
  const byName = [...datasetTasks].sort((a, b) => (a.task < b.task ? -1 : 1));
  for (const { task, members } of byName) {
    /** By group, the one that has this task too. */
    const extended = new Map<number, number>();
    for (const dataset of members) {
      const before = groupOf[dataset] ?? withoutTask;
      let group = extended.get(before);
      if (group === undefined) {
        group = groups.length;
        extended.set(before, group);
        groups.push({ sort: 'target', tasks: [...(groups[before] as Place).tasks, task] });
      }
      groupOf[dataset] = group;
    }
  }
  return leaveOut({ groups, groupOf }, datasetsIn);
}

function leaveOut({ groups, groupOf }: Places, isIn: Int32Array | null): Places {
  for (let node = 0; node < (isIn?.length ?? 0); node += 1) if (isIn?.[node] !== 1) groupOf[node] = outside;
  return { groups, groupOf };
}

/** The pairs of each group, as one of the ends of edges. */
function countPairs(
  question: CoverageGroup['question'],
  { edges, end, surplus }: { edges: EdgeColumns; end: 'source' | 'target'; surplus: readonly Surplus[] },
  { groups, groupOf }: Places,
): CoverageGroup[] {
  const pairs = new Int32Array(groups.length);
  const ends = edges[end];
  for (let edge = 0; edge < ends.length; edge += 1) {
    const group = groupOf[ends[edge] ?? 0] ?? withoutTask;
    pairs[group] = (pairs[group] ?? 0) + 1;
  }
  for (const one of surplus.filter((each) => hasEdge(edges, each))) {
    const group = groupOf[one[end]] ?? withoutTask;
    pairs[group] = (pairs[group] ?? 0) + one.pairs;
  }
  return groups.map((group, number) => ({ question, ...group, pairs: pairs[number] ?? 0 }));
}

/** Whether a slice holds an edge; edges are sorted by source. */
function hasEdge({ source, target }: EdgeColumns, edge: Surplus): boolean {
  let low = 0;
  let high = source.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((source[middle] ?? 0) < edge.source) low = middle + 1;
    else high = middle;
  }
  for (; source[low] === edge.source; low += 1) if (target[low] === edge.target) return true;
  return false;
}
