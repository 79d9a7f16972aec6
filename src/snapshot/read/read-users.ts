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
