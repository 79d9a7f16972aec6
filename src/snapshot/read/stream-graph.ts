import { sqlText } from '../../text.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows, streamRows } from '../file/query.ts';

/** Which part of the two graphs is wanted. */
export interface GraphChoice {
  graphs: readonly ('base-models' | 'datasets')[];
  /** Only models, and datasets, of these tasks, and the edges of these models; null for all. */
  tasks: readonly string[] | null;
  /** Only what is used by at least this many models, what uses it, and the edges between; null for every repo. */
  minUses: number | null;
}

/** A node as it is stored; moments in milliseconds since 1970. */
export interface StoredNode {
  node: number;
  kind: 'model' | 'dataset';
  label: string;
  tasks: string | null;
  downloads: number | null;
  likes: number | null;
  createdAt: number | null;
  ghost: boolean;
}

/** An edge as it is stored: relations as bits; null for the use of a dataset. */
export interface StoredEdge {
  source: number;
  target: number;
  relations: number | null;
}

/**
 * Chooses nodes and edges, and numbers the nodes from 0: models, ghosts among the bases, datasets, ghosts among these.
 * The derived tables must be there. Malformed names are not nodes.
 * @returns how many nodes and edges there are
 */
export async function chooseGraph(
  snapshot: Snapshot,
  choice: GraphChoice,
): Promise<{ order: number; size: number }> {
  const { connection } = snapshot;
  for (const sql of chosenSql(choice)) await connection.run(sql);
  const rows = await readRows(
    connection,
    `SELECT (SELECT count(*) FROM chosen_nodes)::DOUBLE AS "order", (SELECT count(*) FROM chosen_edges)::DOUBLE AS size`,
  );
  return { order: Number(rows[0]?.order), size: Number(rows[0]?.size) };
}

function chosenSql({ graphs, tasks, minUses }: GraphChoice): string[] {
  const inTasks =
    tasks === null ? '' : `SELECT task FROM tasks WHERE name IN (${tasks.map(sqlText).join(', ') || 'NULL'})`;
  const models = tasks === null ? 'models' : `(SELECT * FROM models WHERE task IN (${inTasks}))`;
  const isNode = (kind: string, column: string): string =>
    `${column} < (SELECT listed + ghosts FROM node_counts WHERE kind = '${kind}')`;
  const edges = [
    `SELECT false AS use, e.model, e.base AS target, e.relations FROM model_bases e WHERE ${isNode('models', 'e.base')}`,
    `SELECT true, e.model, e.dataset, NULL FROM model_datasets e WHERE ${isNode('datasets', 'e.dataset')}`,
  ].filter((_, place) => graphs.includes(place === 0 ? 'base-models' : 'datasets'));
  const datasets =
    tasks === null
      ? 'SELECT true AS dataset, dataset AS id FROM datasets'
      : `SELECT DISTINCT true, dataset FROM dataset_tasks WHERE task IN (${inTasks})`;
  const everyRepo = [
    `SELECT false AS dataset, model AS id FROM ${models} m`,
    ...(graphs.includes('datasets') ? [datasets] : []),
  ];
  const ends =
    'SELECT false AS dataset, model AS id FROM chosen_uses UNION SELECT use, target FROM chosen_uses';
  return [
    `CREATE OR REPLACE TEMP TABLE chosen_uses AS SELECT * FROM (${edges.join(' UNION ALL ')})
     ${tasks === null ? '' : `WHERE model IN (SELECT model FROM ${models})`}
     ${minUses === null ? '' : `QUALIFY count(*) OVER (PARTITION BY use, target) >= ${Math.floor(minUses)}`}`,
    `CREATE OR REPLACE TEMP TABLE chosen_nodes AS
     SELECT (row_number() OVER (ORDER BY dataset, id) - 1)::INTEGER AS node, dataset, id
     FROM (${minUses === null ? `${everyRepo.join(' UNION ')} UNION ${ends}` : ends})`,
    `CREATE OR REPLACE TEMP TABLE chosen_edges AS
     SELECT s.node AS source, t.node AS target, u.relations
     FROM chosen_uses u JOIN chosen_nodes s ON NOT s.dataset AND s.id = u.model
     JOIN chosen_nodes t ON t.dataset = u.use AND t.id = u.target ORDER BY ALL`,
    'DROP TABLE chosen_uses',
  ];
}

/** As many nodes are joined and sorted at once: the memory does not grow with the graph. */
const nodesAtOnce = 50_000;

const repoSql = (kind: 'model' | 'dataset', first: number, tasks: string): string => `
  SELECT c.node, '${kind}' AS kind, coalesce(r.id, g.spelling) AS label, ${tasks} AS tasks, r.downloads::DOUBLE AS downloads,
    r.likes::DOUBLE AS likes, epoch_ms(r.created_at)::DOUBLE AS "createdAt", r.id IS NULL AS ghost
  FROM (SELECT * FROM chosen_nodes WHERE ${kind === 'dataset' ? '' : 'NOT '}dataset
    AND node >= ${first} AND node < ${first + nodesAtOnce}) c
  LEFT JOIN ${kind}s m ON m.${kind} = c.id LEFT JOIN ${kind}_rows r ON r.rowid = m.row
  LEFT JOIN ghosts g ON g.kind = '${kind}s' AND g.node = c.id`;

/**
 * The nodes that {@link chooseGraph} chose, some thousands at a time, in the order of their numbers.
 * @param order how many there are
 */
export async function* streamNodes({ connection }: Snapshot, order: number): AsyncGenerator<StoredNode[]> {
  const taskOfModel = '(SELECT name FROM tasks WHERE tasks.task = m.task)';
  const tasksOfDataset = `LEFT JOIN (SELECT dataset, string_agg(name, ';' ORDER BY name) AS names
    FROM dataset_tasks JOIN tasks USING (task) GROUP BY dataset) n ON n.dataset = c.id`;
  for (let first = 0; first < order; first += nodesAtOnce) {
    yield* streamRows<StoredNode>(connection, `${repoSql('model', first, taskOfModel)} ORDER BY c.node`);
    yield* streamRows<StoredNode>(
      connection,
      `${repoSql('dataset', first, 'n.names')} ${tasksOfDataset} ORDER BY c.node`,
    );
  }
}

/** The edges that {@link chooseGraph} chose, some thousands at a time, sorted by source. */
export const streamEdges = (snapshot: Snapshot): AsyncGenerator<StoredEdge[]> =>
  streamRows<StoredEdge>(snapshot.connection, 'SELECT source, target, relations FROM chosen_edges');
