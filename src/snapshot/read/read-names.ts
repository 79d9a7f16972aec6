import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';

/** What can be named by a number: nodes of the two graphs, and owners. */
export type Named = 'models' | 'datasets' | 'owners';

const namesOf: Record<Named, string> = {
  models: `SELECT m.model AS number, r.id, 0 AS key FROM models m JOIN model_rows r ON r.rowid = m.row
    UNION ALL SELECT node, spelling, 0 FROM ghosts WHERE kind = 'models' AND NOT malformed`,
  datasets: `SELECT d.dataset AS number, r.id, 0 AS key FROM datasets d JOIN dataset_rows r ON r.rowid = d.row
    UNION ALL SELECT node, spelling, 0 FROM ghosts WHERE kind = 'datasets' AND NOT malformed`,
  owners: 'SELECT owner AS number, name AS id, key FROM owners',
};

const asked = `(SELECT unnest(from_json($numbers, '["INTEGER"]')) AS number)`;

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
  if (numbers.length === 0 || most <= 0) return [];
  const rows = await readRows(
    connection,
    `SELECT number::INTEGER AS number FROM ${asked} JOIN (${namesOf[kind]}) USING (number)
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
