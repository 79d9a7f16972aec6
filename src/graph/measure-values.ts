import type { MeasureName, MeasureOf } from '../definitions/protocols.ts';
import type { GraphColumns } from '../snapshot/read/read-graph-columns.ts';
import type { ReuseGraph } from './reuse-graph.ts';

/** The graphs of protocol `current`, with the tasks of their nodes. */
export interface CurrentGraphs {
  columns: Pick<GraphColumns, 'modelTasks' | 'datasetTasks' | 'modelsIn' | 'datasetsIn'>;
  bases: ReuseGraph;
  uses: ReuseGraph;
}

/** A measure in the graphs: who its members are, and how the value of each node that may be one is counted. */
interface GraphMeasure {
  members: 'models' | 'datasets';
  count: (graphs: CurrentGraphs) => Int32Array;
}

/** Every measure of protocol `current` in the graphs. */
const graphMeasures = {
  'datasets-per-model': { members: 'models', count: ({ uses }) => uses.outDegrees() },
  'models-per-dataset': { members: 'datasets', count: ({ uses }) => uses.inDegrees() },
  'derivatives-per-model': { members: 'models', count: ({ bases }) => bases.inDegrees() },
  'bases-per-model': { members: 'models', count: ({ bases }) => bases.outDegrees() },
} satisfies Record<MeasureOf<'current'>, GraphMeasure>;

/** How a measure of protocol `current` is counted in the graphs. */
export const currentValues = (measure: MeasureName): GraphMeasure => graphMeasures[measure];
