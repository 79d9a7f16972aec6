import { groupBy } from '../../group-by.ts';
import { sqlText } from '../../text.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';
import { type EdgeChoice, inSliceSql } from './edge-choice.ts';
import { readNodeCounts } from './read-graph-columns.ts';
import type { Leader } from './read-leaders.ts';

/**
 * By group, the datasets that most of its models declare, the most declared first, equal ones by id; those outside the
 * snapshot too, but no malformed name. Groups in which no dataset is declared are left out. The derived tables must be
 * there.
 * @param groups the tasks of the declaring models, by the name of their group
 * @param most how many are named of a group
 */
export async function readMostDeclared(
  snapshot: Snapshot,
  { groups, ...choice }: Omit<EdgeChoice, 'relations'> & { groups: ReadonlyMap<string, readonly string[]> },
  most: number,
): Promise<Map<string, Leader[]>> {
  const places = [...groups].flatMap(([name, tasks]) =>
    tasks.map((task) => `(${sqlText(name)}, ${sqlText(task)})`),
  );
  if (places.length === 0) return new Map();
  const inSlice = inSliceSql(choice);
  const { listed, ghosts } = await readNodeCounts(snapshot, 'datasets');
  const conditions = [
    `e.dataset < ${listed + ghosts}`,
    ...(inSlice === null ? [] : [`m.${inSlice}`]),
    ...(choice.excludeSameOwner === true ? ['e.flags & 1 = 0'] : []),
  ];
  const rows = await readRows(
    snapshot.connection,
    `WITH named AS (SELECT c.place, coalesce(r.id, g.spelling) AS id, c.models::DOUBLE AS value FROM (
       SELECT p.place, e.dataset, count(*) AS models FROM model_datasets e JOIN models m ON m.model = e.model
       JOIN tasks t ON t.task = m.task JOIN (VALUES ${places.join(', ')}) p(place, name) ON p.name = t.name
       WHERE ${conditions.join(' AND ')} GROUP BY p.place, e.dataset
       QUALIFY rank() OVER (PARTITION BY p.place ORDER BY models DESC) <= ${most}) c
     LEFT JOIN datasets d ON d.dataset = c.dataset LEFT JOIN dataset_rows r ON r.rowid = d.row
     LEFT JOIN ghosts g ON g.kind = 'datasets' AND g.node = c.dataset)
     FROM named QUALIFY row_number() OVER (PARTITION BY place ORDER BY value DESC, id) <= ${most}
     ORDER BY place, value DESC, id`,
  );
  const byPlace = groupBy(rows, ({ place }) => String(place));
  return new Map(
    [...byPlace].map(([place, own]) => [
      place,
      own.map(({ id, value }) => ({ id: String(id), value: Number(value) })),
    ]),
  );
}
