import { lineageDefaults } from '../../definitions/lineage-choices.ts';
import { relations } from '../../definitions/relations.ts';
import type { LineageDocument, LineageTopRow, RelationCounts } from '../../documents/lineage/lineage.ts';
import { lineageSentence } from '../../documents/lineage/lineage-sentence.ts';
import { degreeOf } from '../../graph/adjacency.ts';
import { type BaseGraph, buildBaseGraph } from '../../graph/base-graph.ts';
import { describeDescent, describeLineages } from '../../graph/lineage.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readBaseEdges } from '../../snapshot/read/read-base-edges.ts';
import { readModels } from '../../snapshot/read/read-models.ts';
import { countRoots } from './count-roots.ts';
import { readLineageHead } from './lineage-head.ts';

/** How many bases are listed by name. */
const topSize = 20;

/** The shape of all lineages of a snapshot; `least` descendants make a root lineage. The derived tables must be there. */
export async function describeLineage(
  snapshot: Snapshot,
  least: number = lineageDefaults.least,
): Promise<LineageDocument> {
  const edges = await readBaseEdges(snapshot);
  const graph = buildBaseGraph(edges.order, edges);
  const { edgesByBit, generations, parents, ...shape } = describeLineages(
    graph,
    edges.listed,
    relations.length,
  );
  const top = await readTop(snapshot, graph);
  return {
    ...(await readLineageHead(snapshot, { least })),
    summary: [{ says: lineageSentence({ ...shape, top }) }],
    ...shape,
    relations: toRelationCounts(edgesByBit),
    generations,
    parents,
    leastDescendants: least,
    roots: await countRoots(snapshot, graph, edges, least),
    top,
  };
}

const toRelationCounts = (counts: readonly number[]): RelationCounts =>
  Object.fromEntries(relations.map((name, bit) => [name, counts[bit] ?? 0]));

async function readTop(snapshot: Snapshot, graph: BaseGraph): Promise<LineageTopRow[]> {
  const degrees = Int32Array.from({ length: graph.order }, (_, node) => degreeOf(graph.derivatives, node));
  const least = Math.max(1, degrees.slice().sort().at(-topSize) ?? 1);
  const candidates = [...degrees.keys()].filter((node) => (degrees[node] ?? 0) >= least);
  const named = await readModels(snapshot, candidates);
  const idOf = (node: number): string => named.get(node)?.id ?? '';
  return candidates
    .sort((a, b) => (degrees[b] ?? 0) - (degrees[a] ?? 0) || (idOf(a) < idOf(b) ? -1 : 1))
    .slice(0, topSize)
    .map((node) => {
      const { node: _, ...descent } = describeDescent(graph, node);
      return { id: idOf(node), ghost: named.get(node)?.ghost ?? false, ...descent };
    });
}
