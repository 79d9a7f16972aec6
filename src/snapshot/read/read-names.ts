import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';

/** What can be named by a number: nodes of the two graphs, and owners. */
export type Named = 'models' | 'datasets' | 'owners';

/** The numbers that the parameter `numbers` lists, as JSON. */
export const asked = `(SELECT unnest(from_json($numbers, '["INTEGER"]')) AS number)`;

/** Looked up by number: a join with the names of all would read every one of them. */
const namesOf: Record<Named, string> = {
  models: `SELECT a.number, coalesce(r.id, g.spelling) AS id, 0 AS key FROM ${asked} a
    LEFT JOIN models m ON m.model = a.number LEFT JOIN model_rows r ON r.rowid = m.row
    LEFT JOIN ghosts g ON g.kind = 'models' AND g.node = a.number`,
  datasets: `SELECT a.number, coalesce(r.id, g.spelling) AS id, 0 AS key FROM ${asked} a
    LEFT JOIN datasets d ON d.dataset = a.number LEFT JOIN dataset_rows r ON r.rowid = d.row
    LEFT JOIN ghosts g ON g.kind = 'datasets' AND g.node = a.number`,
  owners: `SELECT a.number, o.name AS id, o.key FROM ${asked} a JOIN owners o ON o.owner = a.number`,
};

/**
 * Of some numbers, those whose names come first in code-point order. Equal names: by number, and owners by their key,
 * which unlike their number is the same whenever it is derived. The derived tables must be there.
 */
export async function readFirstByName(
  { connection }: Snapshot,
  kind: Named,
  numbers: ArrayLike<number>,
  most: number,
): Promise<number[]> {
  if (numbers.length <= 1 || most <= 0) return Array.from(numbers).slice(0, Math.max(0, most));
  const rows = await readRows(
    connection,
    `SELECT number::INTEGER AS number FROM (${namesOf[kind]})
     ORDER BY id, key, number LIMIT ${Math.floor(most)}`,
    { numbers: JSON.stringify(Array.from(numbers)) },
  );
  return rows.map(({ number }) => Number(number));
}

/** The names of some owners. The derived tables must be there. */
export async function readOwnerNames(
  { connection }: Snapshot,
  numbers: Iterable<number>,
): Promise<Map<number, string>> {
  const rows = await readRows(
    connection,
    `SELECT owner::INTEGER AS owner, name FROM ${asked} JOIN owners ON owner = number`,
    { numbers: JSON.stringify([...numbers]) },
  );
  return new Map(rows.map(({ owner, name }) => [Number(owner), String(name)]));
}
