import { lineageDefaults } from '../../definitions/lineage-choices.ts';
import { relations } from '../../definitions/relations.ts';
import type { LineageDocument, LineageTopRow, RelationCounts } from '../../documents/lineage/lineage.ts';
import { lineageSentence } from '../../documents/lineage/lineage-sentence.ts';
import { countNeighbours } from '../../graph/adjacency.ts';
import { type BaseGraph, buildBaseGraph } from '../../graph/base-graph.ts';
import { describeDescent, describeLineages } from '../../graph/lineage.ts';
import { findStrongComponents } from '../../graph/strong-components.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readBaseEdges } from '../../snapshot/read/read-base-edges.ts';
import { readModels } from '../../snapshot/read/read-models.ts';
import { chooseNumbers } from '../top/read-top-rows.ts';
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
  const strong = findStrongComponents(graph.bases);
  const { edgesByBit, generations, parents, ...shape } = describeLineages(
    graph,
    edges.listed,
    relations.length,
    strong,
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
    roots: await countRoots(snapshot, graph, strong, { listed: edges.listed, least }),
    top,
  };
}

const toRelationCounts = (counts: readonly number[]): RelationCounts =>
  Object.fromEntries(relations.map((name, bit) => [name, counts[bit] ?? 0]));

async function readTop(snapshot: Snapshot, graph: BaseGraph): Promise<LineageTopRow[]> {
  const values = countNeighbours(graph.derivatives);
  const nodes = await chooseNumbers(snapshot, { kind: 'models', values }, topSize);
  const factsOf = await readModels(snapshot, nodes);
  return nodes.map((node) => {
    const { node: _, ...descent } = describeDescent(graph, node);
    const { id, ghost } = factsOf(node);
    return { id, ghost, ...descent };
  });
}
