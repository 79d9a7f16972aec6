import { relations } from '../../definitions/relations.ts';
import type { RemovalDocument, RemovalRow } from '../../documents/lineage/lineage.ts';
import { HfreuseError } from '../../errors.ts';
import { buildBaseGraph } from '../../graph/base-graph.ts';
import { removeModels as findFall } from '../../graph/removal.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readBaseEdges } from '../../snapshot/read/read-base-edges.ts';
import { findModelsOf, readModelColumns, readModels } from '../../snapshot/read/read-models.ts';
import { readLineageHead } from './lineage-head.ts';
import { findNamedModel } from './trace-model.ts';

/** An adapter is weights to be added to its base's: without the base it cannot run. */
const needing = 2 ** relations.indexOf('adapter');

/**
 * What falls with some models. The derived tables must be there.
 * @param names repo ids; a name without a slash that has models under it is an owner, and stands for all of them
 * @throws HfreuseError (exit 1) for a name that is neither
 */
export async function describeRemoval(
  snapshot: Snapshot,
  names: readonly string[],
): Promise<RemovalDocument> {
  const removed = new Set<number>();
  for (const name of names) for (const node of await findRemoved(snapshot, name)) removed.add(node);
  const edges = await readBaseEdges(snapshot);
  const graph = buildBaseGraph(edges.order, edges);
  const fall = findFall(graph, [...removed], needing);
  const factsOf = await readModels(snapshot, removed);
  return {
    ...(await readLineageHead(snapshot, { without: names })),
    removed: [...removed].map((node) => factsOf(node).id).sort(),
    descendants: fall.descendants.length,
    unavailable: fall.unavailable.length,
    byTask: await countByTask(snapshot, fall.descendants),
  };
}

async function findRemoved(snapshot: Snapshot, name: string): Promise<number[]> {
  const owned = name.includes('/') ? [] : await findModelsOf(snapshot, name);
  if (owned.length > 0) return owned;
  try {
    return [await findNamedModel(snapshot, name)];
  } catch (error) {
    if (!(error instanceof HfreuseError) || name.includes('/')) throw error;
    throw new HfreuseError(`${snapshot.path} holds no model and no owner ${JSON.stringify(name)}`, {
      hint: 'give a repo id, owner/name, or an owner',
    });
  }
}

/** The tasks that lose most models first; those that lose none are left out. */
async function countByTask(snapshot: Snapshot, descendants: Int32Array): Promise<RemovalRow[]> {
  const { tasks, taskOf, downloads } = await readModelColumns(snapshot);
  const rows = new Map<number, RemovalRow>();
  for (const task of taskOf) {
    const row = rows.get(task) ?? {
      task: tasks[task] ?? null,
      models: 0,
      descendants: 0,
      share: 0,
      downloads: 0,
    };
    row.models += 1;
    rows.set(task, row);
  }
  for (const node of descendants) {
    const row = rows.get(taskOf[node] ?? Number.NaN);
    if (row === undefined) continue;
    row.descendants += 1;
    row.downloads += downloads[node] ?? 0;
  }
  return [...rows.values()]
    .filter((row) => row.descendants > 0)
    .map((row) => ({ ...row, share: row.descendants / row.models }))
    .sort((a, b) => b.descendants - a.descendants || ((a.task ?? '') < (b.task ?? '') ? -1 : 1));
}
