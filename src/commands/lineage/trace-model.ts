import type { FamilyDocument, RelationCounts, RelativeRow } from '../../documents/lineage/lineage.ts';
import { HfreuseError } from '../../errors.ts';
import { buildBaseGraph } from '../../graph/base-graph.ts';
import { growTree, type HiddenBranch, type Relative, type TreeBounds } from '../../graph/family-tree.ts';
import { describeDescent } from '../../graph/lineage.ts';
import { fromBits } from '../../snapshot/derive/clean-names.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { findRepo } from '../../snapshot/read/find-repo.ts';
import { readBaseEdges } from '../../snapshot/read/read-base-edges.ts';
import { type FactsOf, type ModelFacts, readModels } from '../../snapshot/read/read-models.ts';
import { readNodeColumns } from '../../snapshot/read/read-node-columns.ts';
import { readLineageHead } from './lineage-head.ts';

/**
 * The ancestors and descendants of one model, each once, at its shortest distance. The derived tables must be there.
 * @param name a repo id in any ASCII case, an old name whose rename is known, or a name that only models declare
 * @throws HfreuseError (exit 1) where no model or ghost has that name
 */
export async function traceModel(
  snapshot: Snapshot,
  name: string,
  bounds: TreeBounds,
): Promise<FamilyDocument> {
  const node = await findNamedModel(snapshot, name);
  const edges = await readBaseEdges(snapshot);
  const graph = buildBaseGraph(edges.order, edges);
  const tree = growTree(graph, node, bounds);
  const factsOf = await readModels(snapshot, [
    node,
    ...[...tree.ancestors, ...tree.descendants, ...tree.otherParents].map((one) => one.node),
  ]);
  const none = new Int32Array(0);
  const { modelOwners: owners = none } = await readNodeColumns(
    snapshot,
    tree.hidden.length === 0 ? [] : ['modelOwners'],
  );
  const hidden = new Map(tree.hidden.map((branch) => [branch.under, describeHidden([branch], owners)]));
  const toRow = (relative: Relative): RelativeRow => toRelativeRow(relative, factsOf, hidden);
  const { node: _, ...descent } = describeDescent(graph, node);
  return {
    ...(await readLineageHead(snapshot, { repo: factsOf(node).id, ...toAsked(bounds) })),
    model: { ...describeModel(factsOf(node)), ...descent, ...(hidden.get(node) ?? allShown) },
    ancestors: tree.ancestors.map(toRow).map((row) => ({ ...row, ...allShown })),
    descendants: tree.descendants.map(toRow),
    otherParents: tree.otherParents.map(({ node: other, of, relations: bits }) => ({
      id: factsOf(other).id,
      ghost: factsOf(other).ghost,
      of: factsOf(of).id,
      relations: fromBits(bits),
    })),
    ...describeHidden(tree.hidden, owners),
  };
}

/** @throws HfreuseError (exit 1) where no model or ghost has that name */
export async function findNamedModel(snapshot: Snapshot, name: string): Promise<number> {
  const found = await findRepo(snapshot, 'models', name);
  if (found !== null) return found.node;
  const isDataset = (await findRepo(snapshot, 'datasets', name)) !== null;
  throw new HfreuseError(
    `${snapshot.path} holds no model ${JSON.stringify(name)}, and no model names it as a base`,
    {
      hint: isDataset
        ? `it is a dataset: hfreuse lineage ${name} --users`
        : 'give the repo id as the Hub has it, owner/name',
    },
  );
}

/** JSON has no infinity: a bound that bounds nothing is null. */
const toAsked = ({ up, down, width }: TreeBounds) => ({
  up: Number.isFinite(up) ? up : null,
  down: Number.isFinite(down) ? down : null,
  width: Number.isFinite(width) ? width : null,
});

const describeModel = ({ id, ghost, task, downloads, createdAt }: ModelFacts) => ({
  id,
  ghost,
  task,
  downloads,
  createdAt,
});

function toRelativeRow(
  { node, distance, from, relations: bits }: Relative,
  factsOf: FactsOf,
  hidden: ReadonlyMap<number, Hidden>,
): RelativeRow {
  const { id, ghost, task, downloads, createdAt } = factsOf(node);
  const edge = { distance, relations: fromBits(bits), via: factsOf(from).id };
  return {
    id,
    ghost,
    ...edge,
    task,
    downloads,
    createdAt,
    ...(hidden.get(node) ?? allShown),
  };
}

const allShown = { hidden: null, hiddenOwners: null };

/** What is not shown, and by how many owners. */
interface Hidden {
  hidden: RelationCounts;
  hiddenOwners: number;
}

const describeHidden = (branches: readonly HiddenBranch[], owners: Int32Array): Hidden => ({
  hidden: countByFirstRelation(branches),
  hiddenOwners: new Set(
    branches.flatMap(({ nodes }) => nodes.flatMap(({ node }) => (node < owners.length ? owners[node] : []))),
  ).size,
});

/** By relation; a model whose edge has several counts under the first of them, so that the sum is a number of models. */
function countByFirstRelation(branches: readonly HiddenBranch[]): RelationCounts {
  const counts: RelationCounts = {};
  for (const { nodes } of branches) {
    for (const { relations: bits } of nodes) {
      const [first = 'unspecified'] = fromBits(bits);
      counts[first] = (counts[first] ?? 0) + 1;
    }
  }
  return counts;
}
