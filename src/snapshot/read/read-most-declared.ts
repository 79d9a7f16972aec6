import { sqlText } from '../../text.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';
import { type EdgeChoice, inSliceSql } from './edge-choice.ts';
import { readNodeCounts } from './read-graph-columns.ts';
import type { Leader } from './read-leaders.ts';

/**
 * The datasets that the most models declare, the most declared first, equal ones by id; those outside the snapshot
 * too, but no malformed name. The derived tables must be there.
 * @param tasks of the declaring models
 * @param most how many are named
 */
export async function readMostDeclared(
  snapshot: Snapshot,
  { tasks, ...choice }: Omit<EdgeChoice, 'relations'> & { tasks: readonly string[] },
  most: number,
): Promise<Leader[]> {
  const inSlice = inSliceSql(choice);
  const { listed, ghosts } = await readNodeCounts(snapshot, 'datasets');
  const conditions = [
    `e.dataset < ${listed + ghosts}`,
    `m.task IN (SELECT task FROM tasks WHERE name IN (${tasks.map(sqlText).join(', ') || 'NULL'}))`,
    ...(inSlice === null ? [] : [`m.${inSlice}`]),
    ...(choice.excludeSameOwner === true ? ['e.flags & 1 = 0'] : []),
  ];
  const rows = await readRows(
    snapshot.connection,
    `SELECT coalesce(r.id, g.spelling) AS id, c.models::DOUBLE AS value FROM (
       SELECT e.dataset, count(*) AS models FROM model_datasets e JOIN models m ON m.model = e.model
       WHERE ${conditions.join(' AND ')} GROUP BY e.dataset
       QUALIFY rank() OVER (ORDER BY models DESC) <= ${most}) c
     LEFT JOIN datasets d ON d.dataset = c.dataset LEFT JOIN dataset_rows r ON r.rowid = d.row
     LEFT JOIN ghosts g ON g.kind = 'datasets' AND g.node = c.dataset
     ORDER BY value DESC, id LIMIT ${most}`,
  );
  return rows.map(({ id, value }) => ({ id: String(id), value: Number(value) }));
}
