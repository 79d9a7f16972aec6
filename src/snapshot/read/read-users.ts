import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';

/** A model that declares a dataset. */
export interface DatasetUser {
  id: string;
  task: string | null;
  downloads: number | null;
  /** ISO 8601, UTC. */
  createdAt: string | null;
}

/**
 * The dataset that a name stands for: one of exactly these letters, else the earliest of those alike but for ASCII
 * case, else what a known rename leads to, else a ghost that is declared by this name; null where there is none.
 */
export async function findDataset(
  { connection }: Snapshot,
  name: string,
): Promise<{ node: number; id: string; ghost: boolean } | null> {
  const listed = (condition: string, place: number): string =>
    `SELECT d.dataset AS node, r.id, false AS ghost, ${place} AS place, d.created_at, r.hub_id
     FROM datasets d JOIN dataset_rows r ON r.rowid = d.row WHERE ${condition}`;
  const rows = await readRows(
    connection,
    `SELECT node::INTEGER AS node, id, ghost FROM (
       ${listed('r.id = $name', 0)}
       UNION ALL ${listed('lower(r.id) = lower($name)', 1)}
       UNION ALL ${listed(
         `EXISTS (SELECT 1 FROM lookups l WHERE l.kind = 'datasets' AND l.name = lower($name) AND l.outcome = 'exists'
            AND (lower(l.current_id) = lower(r.id) OR l.hub_id = r.hub_id))`,
         2,
       )}
       UNION ALL SELECT node, spelling, true, 3, NULL, '' FROM ghosts
         WHERE kind = 'datasets' AND NOT malformed AND lower($name) IN (lower(name), lower(spelling)))
     ORDER BY place, created_at NULLS LAST, hub_id LIMIT 1`,
    { name },
  );
  const [row] = rows;
  return row === undefined ? null : { node: Number(row.node), id: String(row.id), ghost: row.ghost === true };
}

/** The models that declare a dataset, those with most downloads first, ties by id. The derived tables must be there. */
export async function readUsers({ connection }: Snapshot, dataset: number): Promise<DatasetUser[]> {
  const rows = await readRows(
    connection,
    `SELECT r.id, t.name AS task, r.downloads::DOUBLE AS downloads, epoch_ms(r.created_at)::DOUBLE AS created
     FROM model_datasets u JOIN models m ON m.model = u.model JOIN model_rows r ON r.rowid = m.row
     LEFT JOIN tasks t ON t.task = m.task WHERE u.dataset = ${Math.floor(dataset)}
     ORDER BY r.downloads DESC NULLS LAST, r.id`,
  );
  return rows.map(({ created, ...user }) => ({
    ...(user as unknown as Omit<DatasetUser, 'createdAt'>),
    createdAt: created === null ? null : new Date(Number(created)).toISOString(),
  }));
}
