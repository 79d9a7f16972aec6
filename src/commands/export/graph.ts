import { modalityOf, tasksOf } from '../../definitions/tasks.ts';
import {
  type GraphDocument,
  type GraphEdge,
  type GraphNode,
  trainedOn,
} from '../../documents/graph/graph.ts';
import { fromBits } from '../../snapshot/derive/clean-names.ts';
import { budgets, withinMemory } from '../../snapshot/file/memory.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import {
  chooseGraph,
  type StoredEdge,
  type StoredNode,
  streamEdges,
  streamNodes,
} from '../../snapshot/read/stream-graph.ts';
import { version } from '../../version.ts';
import { type RunOptions, withAbort } from '../run-options.ts';
import { readSnapshotState } from '../snapshot-facts.ts';
import { type SnapshotSource, withSnapshot } from '../with-snapshot.ts';
import type { graphChoices } from './graph-choices.ts';

/** What `exportGraph` is asked for. */
export interface GraphRequest {
  /** `both` where it is not given. */
  graph?: (typeof graphChoices)[number];
  /** Only models and datasets of these tasks and modalities, and the edges of these models; null for all. */
  tasks?: readonly string[] | null;
  modalities?: readonly string[] | null;
  /** Only what is used by at least this many models, what uses it, and the edges between; null for every repo. */
  minUses?: number | null;
}

/**
 * The base-model graph, the graph of dataset use, or both, to be written in another program's format.
 * @param source an open snapshot, or the file of one
 * @param work gets the graph, whose pieces are read from the snapshot while it works, nodes and edges as often as asked
 * @returns what `work` gives
 * @throws HfreuseError (exit 1) for a file that is not a snapshot, or is empty; AbortError; what `work` throws
 */
export const exportGraph = <T>(
  source: SnapshotSource,
  request: GraphRequest,
  work: (graph: GraphDocument) => Promise<T>,
  { signal, onProgress }: RunOptions = {},
): Promise<T> =>
  withAbort(signal, () =>
    withSnapshot(
      source,
      (snapshot) =>
        withinMemory(snapshot.connection, budgets.graph, async () => {
          const graph = await readGraph(snapshot, {
            graph: request.graph ?? 'both',
            tasks: request.tasks ?? null,
            modalities: request.modalities ?? null,
            minUses: request.minUses ?? null,
          });
          signal?.throwIfAborted();
          return work(withSteps(graph, onProgress));
        }),
      { signal },
    ),
  );

/** The same graph; with progress reports. */
function withSteps(graph: GraphDocument, onProgress: RunOptions['onProgress']): GraphDocument {
  const total = graph.order + graph.size;
  const count = async function* <Item>(
    pieces: AsyncIterable<readonly Item[]>,
    before: number,
  ): AsyncGenerator<readonly Item[]> {
    let done = before;
    for await (const items of pieces) {
      yield items;
      done += items.length;
      onProgress?.({ type: 'step', phase: 'write', done, total });
    }
  };
  return { ...graph, nodes: () => count(graph.nodes(), 0), edges: () => count(graph.edges(), graph.order) };
}

async function readGraph(snapshot: Snapshot, request: Required<GraphRequest>): Promise<GraphDocument> {
  const { provenance, complete } = await readSnapshotState(snapshot);
  const tasks = chosenTasks(request);
  const graphs = request.graph === 'both' ? (['base-models', 'datasets'] as const) : [request.graph];
  const { order, size } = await chooseGraph(snapshot, { graphs, tasks, minUses: request.minUses });
  return {
    title: `${titles[request.graph]} on the Hugging Face Hub`,
    date: (provenance.finishedAt ?? provenance.startedAt).slice(0, 10),
    comments: [
      `Read from ${provenance.endpoint} from ${provenance.startedAt} to ${provenance.finishedAt ?? '(not finished)'}.`,
      ...(complete ? [] : ['Incomplete: some listings did not reach their end.']),
      ...scopeComments(request),
      'Edges run from the derived model to its base model, and from a model to a dataset that it declares.',
      'A ghost is declared, but is not in the snapshot. Names that cannot be a repo id are left out.',
      `Written by hfreuse ${version}.`,
    ],
    complete,
    order,
    size,
    nodes: () => mapPieces(streamNodes(snapshot), toNode),
    edges: () => mapPieces(streamEdges(snapshot), toEdge),
  };
}

const titles = {
  'base-models': 'Base models',
  datasets: 'Datasets that models declare',
  both: 'Base models and datasets that models declare',
};

/** The tasks that both choices allow; null where there is no choice. */
function chosenTasks({ tasks, modalities }: Required<GraphRequest>): readonly string[] | null {
  if (modalities === null) return tasks;
  const known = tasksOf(modalities);
  return tasks === null ? known : tasks.filter((task) => known.includes(task));
}

const scopeComments = ({ tasks, modalities, minUses }: Required<GraphRequest>): string[] => [
  ...(tasks === null ? [] : [`Tasks: ${tasks.join(', ')}.`]),
  ...(modalities === null ? [] : [`Modalities: ${modalities.join(', ')}.`]),
  ...(minUses === null ? [] : [`Only what at least ${minUses} models use, and these models.`]),
];

async function* mapPieces<From, To>(
  pieces: AsyncIterable<readonly From[]>,
  toItem: (item: From) => To,
): AsyncGenerator<To[]> {
  for await (const items of pieces) yield items.map(toItem);
}

function toNode({ tasks, createdAt, ...node }: StoredNode): GraphNode {
  const words = tasks === null ? [] : tasks.split(';');
  const slash = node.label.indexOf('/');
  return {
    ...node,
    tasks: words,
    modalities: [...new Set(words.flatMap((task) => modalityOf(task) ?? []))],
    owner: slash === -1 ? null : node.label.slice(0, slash),
    createdAt: createdAt === null ? null : new Date(createdAt).toISOString(),
  };
}

const toEdge = ({ source, target, relations: bits }: StoredEdge): GraphEdge => ({
  source,
  target,
  relations: bits === null ? [trainedOn] : fromBits(bits),
});
