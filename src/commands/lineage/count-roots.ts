import type { RootRow } from '../../documents/lineage/lineage.ts';
import { type BaseGraph, isRoot } from '../../graph/base-graph.ts';
import { sumReaching } from '../../graph/count-descendants.ts';
import type { StrongComponents } from '../../graph/strong-components.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readTaskRanges } from '../../snapshot/read/read-graph-columns.ts';

/**
 * The root lineages of each task: bases that name none themselves, and how many of them have enough descendants. The
 * derived tables must be there.
 * @param strong the strong components of the graph of bases
 * @param least how many descendants make a lineage
 */
export async function countRoots(
  snapshot: Snapshot,
  graph: BaseGraph,
  strong: StrongComponents,
  { listed, least }: { listed: number; least: number },
): Promise<RootRow[]> {
  const ranges = await readTaskRanges(snapshot);
  const sums = sumReaching(graph.bases, strong, new Int32Array(graph.order).fill(1));
  const rows: RootRow[] = [];
  const add = (task: string | null, ghost: boolean, first: number, end: number): void => {
    const row = countRow(graph, sums, { first, end, least });
    if (row.bases > 0) rows.push({ task, ghost, ...row });
  };
  // Models are numbered by task, then come those without, then ghosts.
  for (const { task, first, end } of ranges) add(task, false, first, end);
  add(
    null,
    false,
    ranges.reduce((most, { end }) => Math.max(most, end), 0),
    listed,
  );
  add(null, true, listed, graph.order);
  return rows.sort(
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

/**
 * Of the nodes from `first` up to, not including, `end`.
 * @param sums the descendants of each node, and itself
 */
function countRow(
  graph: BaseGraph,
  sums: Int32Array,
  { first, end, least }: { first: number; end: number; least: number },
): Pick<RootRow, 'bases' | 'lineages' | 'largest'> {
  const row = { bases: 0, lineages: 0, largest: 0 };
  for (let node = first; node < end; node += 1) {
    if (!isRoot(graph, node)) continue;
    const below = (sums[node] ?? 0) - 1;
    row.bases += 1;
    if (below >= least) row.lineages += 1;
    row.largest = Math.max(row.largest, below);
  }
  return row;
}
