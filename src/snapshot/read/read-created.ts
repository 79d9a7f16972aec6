import type { RepoKind } from '../../repo-kind.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { readDoubles, readRows } from '../file/query.ts';
import { isBefore } from './edge-choice.ts';

/** When each repo was created, by its node: milliseconds since 1970, infinity where the Hub gave no date. */
export async function readCreated({ connection }: Snapshot, kind: RepoKind): Promise<Float64Array> {
  const sql = `SELECT coalesce(epoch_ms(created_at)::DOUBLE, 'infinity'::DOUBLE) FROM ${kind}`;
  return (await readDoubles(connection, sql, 1))[0] ?? new Float64Array(0);
}

/** When the first repo of any kind was created: milliseconds since 1970, null where the Hub gave no date at all. */
export async function readFirstCreated({ connection }: Snapshot): Promise<number | null> {
  const [row] = await readRows(
    connection,
    `SELECT epoch_ms(min(created_at))::DOUBLE AS first
     FROM (SELECT created_at FROM models UNION ALL SELECT created_at FROM datasets)`,
  );
  return typeof row?.first === 'number' ? row.first : null;
}

/** Whether every repo was created before a moment (ISO 8601); one without a date was not. */
export async function isAllBefore({ connection }: Snapshot, moment: string): Promise<boolean> {
  const rows = await readRows(
    connection,
    `SELECT bool_and(coalesce(${isBefore(moment)}, false)) AS "all"
     FROM (SELECT created_at FROM models UNION ALL SELECT created_at FROM datasets)`,
  );
  return rows[0]?.all !== false;
}
