import type { DuckDBConnection } from '@duckdb/node-api';
import { sqlText } from '../../text.ts';
import { boundMemory, budgets, isShortOfMemory } from '../file/memory.ts';
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
  for (const sql of chosenSql(choice)) await runWithRoom(connection, sql);
  const rows = await readRows(
    connection,
    `SELECT (SELECT count(*) FROM chosen_nodes)::DOUBLE AS "order", (SELECT count(*) FROM chosen_edges)::DOUBLE AS size`,
  );
  return { order: Number(rows[0]?.order), size: Number(rows[0]?.size) };
}

/** Choosing among repos takes memory in proportion to them; where the limit is too low for that, it is raised. */
async function runWithRoom(connection: DuckDBConnection, sql: string): Promise<void> {
  try {
    await connection.run(sql);
  } catch (error) {
    if (!isShortOfMemory(error)) throw error;
    await boundMemory(connection, budgets.rows);
    await connection.run(sql);
  }
}

/**
 * Of everything the numbers follow from those that the derived tables have, so that nothing is sorted or joined: first
 * the models, with ghosts where base models are in it, then the datasets.
 */
function wholeSql(graphs: GraphChoice['graphs']): string[] {
  const count = (kind: string, columns: string): string =>
    `(SELECT ${columns} FROM node_counts WHERE kind = '${kind}')`;
  const models = count('models', graphs.includes('base-models') ? 'listed + ghosts' : 'listed');
  const datasets = count('datasets', 'listed + ghosts');
  const parts = [
    `SELECT model AS source, base AS target, relations FROM model_bases WHERE base < ${models}`,
    `SELECT model AS source, dataset + ${models} AS target, NULL AS relations FROM model_datasets WHERE dataset < ${datasets}`,
  ].filter((_, place) => graphs.includes(place === 0 ? 'base-models' : 'datasets'));
  return [
    `CREATE OR REPLACE TEMP VIEW chosen_nodes AS
     SELECT range::INTEGER AS node, false AS dataset, range::INTEGER AS id FROM range(${models})
     ${graphs.includes('datasets') ? `UNION ALL SELECT (range + ${models})::INTEGER, true, range::INTEGER FROM range(${datasets})` : ''}`,
    `CREATE OR REPLACE TEMP TABLE chosen_edges AS
     SELECT source, target::INTEGER AS target, relations FROM (${parts.join(' UNION ALL ')}) ORDER BY ALL`,
  ];
}

function chosenSql({ graphs, tasks, minUses }: GraphChoice): string[] {
  if (tasks === null && minUses === null) return wholeSql(graphs);
  const inTasks =
    tasks === null ? '' : `SELECT task FROM tasks WHERE name IN (${tasks.map(sqlText).join(', ') || 'NULL'})`;
  const models = tasks === null ? 'models' : `(SELECT * FROM models WHERE task IN (${inTasks}))`;
  const isNode = (kind: string, column: string): string =>
    `${column} < (SELECT listed + ghosts FROM node_counts WHERE kind = '${kind}')`;
  const edges = [
    `SELECT false AS use, e.model, e.base AS target, e.relations FROM model_bases e WHERE ${isNode('models', 'e.base')}`,
    `SELECT true AS use, e.model, e.dataset AS target, NULL AS relations FROM model_datasets e WHERE ${isNode('datasets', 'e.dataset')}`,
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
    `CREATE OR REPLACE TEMP TABLE numbered_nodes AS
     SELECT (row_number() OVER (ORDER BY dataset, id) - 1)::INTEGER AS node, dataset, id
     FROM (${minUses === null ? `${everyRepo.join(' UNION ')} UNION ${ends}` : ends})`,
    'CREATE OR REPLACE TEMP VIEW chosen_nodes AS FROM numbered_nodes',
    `CREATE OR REPLACE TEMP TABLE chosen_edges AS
     SELECT s.node AS source, t.node AS target, u.relations
     FROM chosen_uses u JOIN chosen_nodes s ON NOT s.dataset AND s.id = u.model
     JOIN chosen_nodes t ON t.dataset = u.use AND t.id = u.target ORDER BY ALL`,
    'DROP TABLE chosen_uses',
  ];
}

/** As many nodes are joined and sorted at once: the memory does not grow with the graph. */
const nodesAtOnce = 100_000;

/** Numbers of nodes of one kind, and the least and greatest of their ids. */
interface NodeRange {
  first: number;
  end: number;
  least: number;
  greatest: number;
}

const tasksSql = {
  model: '(SELECT name FROM tasks WHERE tasks.task = m.task)',
  dataset: `(SELECT string_agg(name, ';' ORDER BY name) FROM dataset_tasks t JOIN tasks USING (task) WHERE t.dataset = m.dataset)`,
};

/** The ranges of ids let DuckDB pass over most of the tables; inner joins let it hash what is small. */
const nodesSql = (kind: 'model' | 'dataset', { first, end, least, greatest }: NodeRange): string => `
  WITH c AS (SELECT node, id FROM chosen_nodes WHERE node >= ${first} AND node < ${end})
  SELECT c.node, '${kind}' AS kind, r.id AS label, ${tasksSql[kind]} AS tasks, r.downloads::DOUBLE AS downloads,
    r.likes::DOUBLE AS likes, epoch_ms(r.created_at)::DOUBLE AS "createdAt", false AS ghost
  FROM c JOIN (SELECT * FROM ${kind}s WHERE ${kind} BETWEEN ${least} AND ${greatest}) m ON m.${kind} = c.id
  JOIN ${kind}_rows r ON r.rowid = m.row
  UNION ALL
  SELECT c.node, '${kind}', g.spelling, NULL, NULL, NULL, NULL, true
  FROM c JOIN ghosts g ON g.kind = '${kind}s' AND g.node = c.id AND g.node BETWEEN ${least} AND ${greatest}
  ORDER BY node`;

/** The nodes that {@link chooseGraph} chose, some thousands at a time, in the order of their numbers. */
export async function* streamNodes({ connection }: Snapshot): AsyncGenerator<StoredNode[]> {
  for (const kind of ['model', 'dataset'] as const) {
    const isOfKind = kind === 'dataset' ? 'dataset' : 'NOT dataset';
    const ranges = await readRows(
      connection,
      `SELECT min(node)::DOUBLE AS first, (max(node) + 1)::DOUBLE AS "end", min(id)::DOUBLE AS least,
         max(id)::DOUBLE AS greatest FROM chosen_nodes WHERE ${isOfKind} GROUP BY node // ${nodesAtOnce} ORDER BY first`,
    );
    for (const range of ranges) {
      yield* streamRows<StoredNode>(connection, nodesSql(kind, range as unknown as NodeRange));
    }
  }
}

/** The edges that {@link chooseGraph} chose, some thousands at a time, sorted by source. */
export const streamEdges = (snapshot: Snapshot): AsyncGenerator<StoredEdge[]> =>
  streamRows<StoredEdge>(snapshot.connection, 'SELECT source, target, relations FROM chosen_edges');
