import { sqlText } from '../../text.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';
import { readProvenance } from '../tables/meta.ts';

/** How many repos the snapshot holds. The derived tables must be there. */
export async function readCounts(snapshot: Snapshot): Promise<{ models: number; datasets: number }> {
  const rows = await readRows(
    snapshot.connection,
    'SELECT (SELECT count(*) FROM models)::INTEGER AS models, (SELECT count(*) FROM datasets)::INTEGER AS datasets',
  );
  return { models: Number(rows[0]?.models), datasets: Number(rows[0]?.datasets) };
}

/** Distinct (model, name) pairs of one kind and state, and how many of them name the model itself. */
export interface ReferenceState {
  kind: 'models' | 'datasets';
  state: string;
  references: number;
  selfLoops: number;
}

export async function readReferenceStates(snapshot: Snapshot): Promise<ReferenceState[]> {
  const rows = await readRows(
    snapshot.connection,
    'SELECT kind, state, "references", self_loops AS "selfLoops" FROM reference_states',
  );
  return rows as unknown as ReferenceState[];
}

/** Models and datasets per task word. */
export async function readTaskCounts(
  snapshot: Snapshot,
): Promise<{ task: string; models: number; datasets: number }[]> {
  const rows = await readRows(
    snapshot.connection,
    `SELECT t.name AS task, coalesce(m.n, 0)::INTEGER AS models, coalesce(d.n, 0)::INTEGER AS datasets FROM tasks t
     LEFT JOIN (SELECT task, count(*) AS n FROM models GROUP BY task) m ON m.task = t.task
     LEFT JOIN (SELECT task, count(*) AS n FROM dataset_tasks GROUP BY task) d ON d.task = t.task ORDER BY t.name`,
  );
  return rows as unknown as { task: string; models: number; datasets: number }[];
}

/**
 * List items set aside, and private repos counted but not stored. An item of a listing that can be recognised
 * counts once, though pages may overlap and tasks share it; each row of a dump counts.
 */
export async function readLeftOut(snapshot: Snapshot): Promise<{ rejected: number; private: number }> {
  const isDump = (await readProvenance(snapshot))?.source === 'dump';
  const rows = await readRows(
    snapshot.connection,
    `SELECT (SELECT count(DISTINCT (kind, item)) FILTER (named) + count(*) FILTER (NOT named)
         FROM (SELECT kind, item, ${isDump ? 'false' : `contains(item, 'id":')`} AS named FROM rejected JOIN streams USING (stream)))::INTEGER AS rejected,
       (SELECT count(DISTINCT digest) FROM private_repos)::INTEGER AS private`,
  );
  return { rejected: Number(rows[0]?.rejected), private: Number(rows[0]?.private) };
}

/** Of each task's datasets: their number, the edges to them, and those of these found by a rename alone. */
export async function readMovedUses(
  snapshot: Snapshot,
): Promise<{ task: string; datasets: number; uses: number; moved: number }[]> {
  const rows = await readRows(
    snapshot.connection,
    'SELECT task, datasets, uses, moved FROM moved_uses ORDER BY task',
  );
  return rows as unknown as { task: string; datasets: number; uses: number; moved: number }[];
}

/** Repos without a creation date, of all. The derived tables must be there. */
export async function readUndated(
  snapshot: Snapshot,
): Promise<Record<'models' | 'datasets', { undated: number; all: number }>> {
  const read = async (table: string): Promise<{ undated: number; all: number }> => {
    const [row] = await readRows(
      snapshot.connection,
      `SELECT count(*)::INTEGER AS "all", count(*) FILTER (created_at IS NULL)::INTEGER AS undated FROM ${table}`,
    );
    return { undated: Number(row?.undated), all: Number(row?.all) };
  };
  return { models: await read('models'), datasets: await read('datasets') };
}

/** How many datasets have tasks, and none of them among these words. */
export async function countDatasetsOutside(snapshot: Snapshot, words: readonly string[]): Promise<number> {
  const rows = await readRows(
    snapshot.connection,
    `WITH chosen AS (SELECT task FROM tasks WHERE name NOT IN (${words.map(sqlText).join(', ')})),
       of_chosen AS (SELECT DISTINCT dataset FROM dataset_tasks WHERE task IN (FROM chosen)),
       of_others AS (SELECT DISTINCT dataset FROM dataset_tasks SEMI JOIN of_chosen USING (dataset) WHERE task NOT IN (FROM chosen))
     SELECT ((SELECT count(*) FROM of_chosen) - (SELECT count(*) FROM of_others))::INTEGER AS n`,
  );
  return Number(rows[0]?.n);
}
