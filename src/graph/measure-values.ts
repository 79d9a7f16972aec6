import type { MeasureName, MeasureOf } from '../definitions/protocols.ts';
import type { GraphColumns } from '../snapshot/read/read-graph-columns.ts';
import type { NodeColumnName, NodeColumns } from '../snapshot/read/read-node-columns.ts';
import { countDescendants } from './count-descendants.ts';
import { countOwners, type OwnerCounts, ownerCounter } from './count-owners.ts';
import type { ReuseGraph } from './reuse-graph.ts';

/** The graphs of protocol `current`, with the tasks of their nodes and what some measures need to know of these. */
export interface CurrentGraphs {
  columns: Pick<GraphColumns, 'modelTasks' | 'datasetTasks' | 'modelsIn' | 'datasetsIn'>;
  bases: ReuseGraph;
  uses: ReuseGraph;
  nodes: Partial<NodeColumns>;
}

type Values = Int32Array | Float64Array;

/** A measure of repos: who its members are, and the value of each node that may be one. */
interface RepoMeasure {
  members: 'models' | 'datasets';
  needs?: readonly NodeColumnName[];
  values: (graphs: CurrentGraphs) => Values;
}

/** A measure of the owners of repos: whose, and their values for the members of one row. */
interface OwnerMeasure {
  members: 'models' | 'datasets';
  needs: readonly NodeColumnName[];
  owners: (graphs: CurrentGraphs) => (members: Int32Array) => OwnerCounts;
}

const column = (graphs: CurrentGraphs, name: NodeColumnName): Values => {
  const values = graphs.nodes[name];
  if (values === undefined) throw new RangeError(`${name} was not read`);
  return values;
};

/** Every measure of protocol `current` in the graphs. */
const graphMeasures = {
  'datasets-per-model': { members: 'models', values: ({ uses }) => uses.outDegrees() },
  'models-per-dataset': { members: 'datasets', values: ({ uses }) => uses.inDegrees() },
  'owners-per-dataset': {
    members: 'datasets',
    needs: ['modelOwners', 'datasetOwners'],
    values: (graphs) =>
      countOwners(graphs.uses.sources(), column(graphs, 'modelOwners'), column(graphs, 'datasetOwners')),
  },
  'uses-per-owner': {
    members: 'datasets',
    needs: ['datasetOwners'],
    owners: (graphs) =>
      ownerCounter(graphs.uses.sources(), column(graphs, 'datasetOwners'), graphs.bases.nodes.listed),
  },
  'downloads-per-dataset': {
    members: 'datasets',
    needs: ['datasetDownloads'],
    values: (graphs) => column(graphs, 'datasetDownloads'),
  },
  'derivatives-per-model': { members: 'models', values: ({ bases }) => bases.inDegrees() },
  'bases-per-model': { members: 'models', values: ({ bases }) => bases.outDegrees() },
  'owners-per-model': {
    members: 'models',
    needs: ['modelOwners'],
    values: (graphs) =>
      countOwners(graphs.bases.sources(), column(graphs, 'modelOwners'), column(graphs, 'modelOwners')),
  },
  'descendants-per-model': {
    members: 'models',
    values: ({ bases: { nodes, edges } }) => {
      const order = { order: nodes.listed + nodes.ghosts, listed: nodes.listed };
      return countDescendants(order, edges.source, edges.target);
    },
  },
  'derivatives-per-owner': {
    members: 'models',
    needs: ['modelOwners'],
    owners: (graphs) =>
      ownerCounter(graphs.bases.sources(), column(graphs, 'modelOwners'), graphs.bases.nodes.listed),
  },
  'downloads-per-model': {
    members: 'models',
    needs: ['modelDownloads'],
    values: (graphs) => column(graphs, 'modelDownloads'),
  },
} satisfies Record<MeasureOf<'current'>, RepoMeasure | OwnerMeasure>;

/** How a measure of protocol `current` is counted in the graphs. */
export const graphMeasureOf = (measure: MeasureName): RepoMeasure | OwnerMeasure => graphMeasures[measure];

/** What must be known of the nodes for some measures. */
export const columnsOfMeasures = (measures: readonly MeasureName[]): NodeColumnName[] => [
  ...new Set(measures.flatMap((measure) => graphMeasureOf(measure).needs ?? [])),
];
