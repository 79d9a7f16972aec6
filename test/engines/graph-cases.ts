import { openSnapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';

/** What a reader sees of a graph. */
export interface SeenGraph {
  order: number;
  size: number;
  downloads: number;
  /** The 50 greatest, the greatest first. */
  inDegrees: number[];
}

/** What SQL states of the two graphs of a snapshot together. */
export async function expectGraph(snapshot: string): Promise<SeenGraph> {
  const open = await openSnapshot(snapshot);
  const rows = (sql: string) => readRows(open.connection, sql);
  const isNode = (kind: string, column: string) =>
    `${column} < (SELECT listed + ghosts FROM node_counts WHERE kind = '${kind}')`;
  const degrees = await rows(
    `SELECT n::INTEGER AS n FROM (SELECT count(*) AS n FROM model_bases WHERE ${isNode('models', 'base')} GROUP BY base
       UNION ALL SELECT count(*) FROM model_datasets WHERE ${isNode('datasets', 'dataset')} GROUP BY dataset)
     ORDER BY n DESC LIMIT 50`,
  );
  const [totals] = await rows(
    `SELECT (SELECT sum(listed + ghosts) FROM node_counts)::DOUBLE AS "order",
       ((SELECT count(*) FROM model_bases WHERE ${isNode('models', 'base')})
         + (SELECT count(*) FROM model_datasets WHERE ${isNode('datasets', 'dataset')}))::DOUBLE AS size,
       ((SELECT coalesce(sum(r.downloads), 0) FROM models m JOIN model_rows r ON r.rowid = m.row)
         + (SELECT coalesce(sum(r.downloads), 0) FROM datasets d JOIN dataset_rows r ON r.rowid = d.row))::DOUBLE AS downloads`,
  );
  open.close();
  return {
    order: Number(totals?.order),
    size: Number(totals?.size),
    downloads: Number(totals?.downloads),
    inDegrees: degrees.map(({ n }) => Number(n)),
  };
}
