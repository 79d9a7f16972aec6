import type { RepoKind } from '../../repo-kind.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';

/** What a name stands for: a listed repo, or a ghost in its most frequent spelling. */
export interface FoundRepo {
  node: number;
  id: string;
  ghost: boolean;
}

/**
 * The repo that a name stands for: one of exactly these letters, else the earliest of those alike but for ASCII case,
 * else what a known rename leads to, else a ghost that is declared by this name. One after the other, as most names
 * are those of a repo, and only to compare letters reads nothing but the ids. The derived tables must be there.
 * @returns null where there is none
 */
export async function findRepo(
  { connection }: Snapshot,
  kind: RepoKind,
  name: string,
): Promise<FoundRepo | null> {
  for (const sql of findersOf(kind)) {
    const [row] = await readRows(connection, sql, { name });
    if (row !== undefined) return { node: Number(row.node), id: String(row.id), ghost: row.ghost === true };
  }
  return null;
}

function findersOf(kind: RepoKind): string[] {
  const one = kind === 'models' ? 'model' : 'dataset';
  const renames = `FROM lookups WHERE kind = '${kind}' AND name = lower($name) AND outcome = 'exists'`;
  const selectListed = (condition: string): string =>
    `SELECT n.${one}::INTEGER AS node, r.id, false AS ghost
     FROM (SELECT rowid AS row, id, hub_id FROM ${one}_rows WHERE ${condition}) r JOIN ${kind} n ON n.row = r.row
     ORDER BY n.created_at NULLS LAST, r.hub_id LIMIT 1`;
  return [
    selectListed('id = $name'),
    selectListed('lower(id) = lower($name)'),
    selectListed(
      `lower(id) IN (SELECT lower(current_id) ${renames}) OR hub_id IN (SELECT hub_id ${renames})`,
    ),
    `SELECT node::INTEGER AS node, spelling AS id, true AS ghost FROM ghosts
     WHERE kind = '${kind}' AND NOT malformed AND lower($name) IN (lower(name), lower(spelling)) ORDER BY node LIMIT 1`,
  ];
}
