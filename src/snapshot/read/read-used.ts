import type { RepoKind } from '../../repo-kind.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';

/** A node by what it is recognized by in another snapshot. */
export interface UsedNode {
  id: string;
  /** Null for a ghost. */
  hubId: string | null;
  /** The id, ASCII letters folded. */
  folded: string;
}

/** Some nodes, in their order. The derived tables must be there. */
export async function readUsed(
  { connection }: Snapshot,
  kind: RepoKind,
  nodes: readonly number[],
): Promise<UsedNode[]> {
  const node = kind === 'models' ? 'model' : 'dataset';
  const rows = await readRows(
    connection,
    `SELECT coalesce(r.id, g.spelling) AS id, r.hub_id AS "hubId", coalesce(r.id, g.name) AS folded
     FROM (SELECT unnest(from_json($nodes, '["INTEGER"]')) AS number, generate_subscripts(from_json($nodes, '["INTEGER"]'), 1) AS place) n
     LEFT JOIN ${kind} m ON m.${node} = n.number LEFT JOIN ${node}_rows r ON r.rowid = m.row
     LEFT JOIN ghosts g ON g.kind = '${kind}' AND g.node = n.number ORDER BY n.place`,
    { nodes: JSON.stringify(nodes) },
  );
  return rows.map(({ id, hubId, folded }) => ({
    id: String(id),
    hubId: hubId === null ? null : String(hubId),
    folded: String(folded).replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  }));
}
