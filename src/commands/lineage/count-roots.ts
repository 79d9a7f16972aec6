import type { RootRow } from '../../documents/lineage/lineage.ts';
import { type BaseGraph, isRoot } from '../../graph/base-graph.ts';
import { countDescendants } from '../../graph/count-descendants.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import type { BaseEdges } from '../../snapshot/read/read-base-edges.ts';
import { readTaskRanges } from '../../snapshot/read/read-graph-columns.ts';

/**
 * The root lineages of each task: bases that name none themselves, and how many of them have enough descendants. The
 * derived tables must be there.
 * @param least how many descendants make a lineage
 */
export async function countRoots(
  snapshot: Snapshot,
  graph: BaseGraph,
  { source, target, listed }: BaseEdges,
  least: number,
): Promise<RootRow[]> {
  const ranges = await readTaskRanges(snapshot);
  const taskOf = new Int32Array(listed).fill(-1);
  for (const [task, { first, end }] of ranges.entries()) taskOf.fill(task, first, end);
  const descendants = countDescendants({ order: graph.order, listed: graph.order }, source, target);
  const rows = new Map<string, RootRow>();
  for (let node = 0; node < graph.order; node += 1) {
    if (!isRoot(graph, node)) continue;
    const ghost = node >= listed;
    const task = ghost ? null : (ranges[taskOf[node] ?? -1]?.task ?? null);
    const key = JSON.stringify([task, ghost]);
    const row = rows.get(key) ?? { task, ghost, bases: 0, lineages: 0, largest: 0 };
    const below = descendants[node] ?? 0;
    row.bases += 1;
    if (below >= least) row.lineages += 1;
    row.largest = Math.max(row.largest, below);
    rows.set(key, row);
  }
  return [...rows.values()].sort(
    (a, b) =>
      b.lineages - a.lineages ||
      b.bases - a.bases ||
      ((a.task ?? '') < (b.task ?? '')
        ? -1
        : (a.task ?? '') > (b.task ?? '')
          ? 1
          : Number(a.ghost) - Number(b.ghost)),
  );
}
