import type { DuckDBConnection } from '@duckdb/node-api';
import { waitForAll } from '../../async.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { readIntegers, readRows, type SqlValue } from '../file/query.ts';
import { type EdgeChoice, inSliceSql, ofSliceSql, relationSql } from './edge-choice.ts';

/** A task's members among the models: ids from `first` up to, not including, `end`. */
export interface TaskRange {
  task: string;
  first: number;
  end: number;
}

/** How many nodes of each sort there are; ids run through them in this order. */
export interface NodeCounts {
  /** Repos in the snapshot. */
  listed: number;
  /** Declared, but not in the snapshot. */
  ghosts: number;
  /** Names that cannot be a repo id: no nodes, but counted as declared. */
  malformed: number;
}

/** Edges as parallel columns, sorted by source. */
export interface EdgeColumns {
  source: Int32Array;
  target: Int32Array;
}

/** The integer columns of protocol `current`. */
export interface GraphColumns {
  modelNodes: NodeCounts;
  datasetNodes: NodeCounts;
  modelTasks: TaskRange[];
  /** Datasets of each task, ascending; a dataset may have several tasks. */
  datasetTasks: { task: string; members: Int32Array }[];
  bases: EdgeColumns;
  uses: EdgeColumns;
  /** 1 for each repo in the slice, 0 for the others; null without a slice. */
  modelsIn: Int32Array | null;
  datasetsIn: Int32Array | null;
}

/** The integer columns of protocol `study-2025`. Task sets are bit sets in the order of the study's tasks. */
export interface Study2025Columns {
  models: Int32Array;
  tasks: Int32Array;
  /** Lengths of the declared lists. */
  datasets: Int32Array;
  bases: Int32Array;
  datasetTasks: { task: string; members: Int32Array }[];
  datasetCount: number;
  /** Model's task set and dataset, for every use by exact id. */
  useTasks: Int32Array;
  useDatasets: Int32Array;
}

/**
 * Reads what protocol `current` needs. The derived tables must be there.
 * @param withUses whether datasets and their uses are needed; without, there are none
 */
export async function readGraphColumns(
  snapshot: Snapshot,
  choice: EdgeChoice,
  withUses = true,
): Promise<GraphColumns> {
  const { connection } = snapshot;
  const [bases, uses, modelNodes, datasetNodes, modelTasks, datasetTasks, modelsIn, datasetsIn] =
    await waitForAll([
      readEdges(connection, 'model_bases', 'base', choice),
      withUses
        ? readEdges(connection, 'model_datasets', 'dataset', { ...choice, relations: null })
        : { source: new Int32Array(0), target: new Int32Array(0) },
      readNodeCounts(snapshot, 'models'),
      withUses ? readNodeCounts(snapshot, 'datasets') : { listed: 0, ghosts: 0, malformed: 0 },
      readTaskRanges(snapshot),
      withUses ? readDatasetTasks(snapshot) : [],
      readSlice(connection, 'model', choice),
      withUses ? readSlice(connection, 'dataset', choice) : null,
    ]);
  return { modelNodes, datasetNodes, modelTasks, datasetTasks, bases, uses, modelsIn, datasetsIn };
}

async function readEdges(
  connection: DuckDBConnection,
  table: string,
  target: string,
  choice: EdgeChoice,
): Promise<EdgeColumns> {
  const conditions = [
    ...relationSql(choice),
    ...(choice.excludeSameOwner === true ? ['flags & 1 = 0'] : []),
    ...ofSliceSql(choice).map((inSlice) => `${inSlice} ORDER BY model`),
  ];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const [source, ends] = await readIntegers(connection, `SELECT model, ${target} FROM ${table} ${where}`, 2);
  return { source: source ?? new Int32Array(0), target: ends ?? new Int32Array(0) };
}

async function readSlice(
  connection: DuckDBConnection,
  kind: 'model' | 'dataset',
  choice: EdgeChoice,
): Promise<Int32Array | null> {
  const inSlice = inSliceSql(choice);
  if (inSlice === null) return null;
  const sql = `SELECT coalesce(${inSlice}, false)::INTEGER FROM ${kind}s`;
  return (await readIntegers(connection, sql, 1))[0] ?? null;
}

/**
 * Reads what protocol `study-2025` needs, of which only a date leaves anything out. The derived tables must be there.
 */
export async function readStudy2025Columns(
  snapshot: Snapshot,
  choice: EdgeChoice = {},
): Promise<Study2025Columns> {
  const empty = new Int32Array(0);
  const { connection } = snapshot;
  const inSlice = inSliceSql(choice);
  const members =
    inSlice === null
      ? 'study_models'
      : `(SELECT s.* FROM study_models s JOIN models m ON m.model = s.model WHERE m.${inSlice})`;
  const [models, tasks, datasets, bases] = await readIntegers(
    connection,
    `SELECT model, tasks, datasets, bases FROM ${members}`,
    4,
  );
  const [useTasks, useDatasets] = await readIntegers(
    connection,
    `SELECT m.tasks, u.dataset FROM study_uses u JOIN ${members} m ON m.model = u.model`,
    2,
  );
  const isIn = await readSlice(connection, 'dataset', choice);
  const datasetTasks = (await readDatasetTasks(snapshot)).map((entry) =>
    isIn === null ? entry : { ...entry, members: entry.members.filter((dataset) => isIn[dataset] === 1) },
  );
  return {
    models: models ?? empty,
    tasks: tasks ?? empty,
    datasets: datasets ?? empty,
    bases: bases ?? empty,
    datasetTasks,
    datasetCount: (await readNodeCounts(snapshot, 'datasets')).listed,
    useTasks: useTasks ?? empty,
    useDatasets: useDatasets ?? empty,
  };
}

/** How many nodes of each sort there are. */
export async function readNodeCounts(snapshot: Snapshot, kind: 'models' | 'datasets'): Promise<NodeCounts> {
  const rows = await readRows(
    snapshot.connection,
    `SELECT listed, ghosts, malformed FROM node_counts WHERE kind = '${kind}'`,
  );
  const row: Record<string, SqlValue> = rows[0] ?? {};
  return { listed: Number(row.listed), ghosts: Number(row.ghosts), malformed: Number(row.malformed) };
}

/** The models of each task. */
export async function readTaskRanges(snapshot: Snapshot): Promise<TaskRange[]> {
  const rows = await readRows(
    snapshot.connection,
    `SELECT t.name AS task, min(model)::INTEGER AS first, (max(model) + 1)::INTEGER AS "end"
     FROM models m JOIN tasks t ON t.task = m.task GROUP BY t.name ORDER BY first`,
  );
  return rows as unknown as TaskRange[];
}

/** The datasets of each task. */
export async function readDatasetTasks(snapshot: Snapshot): Promise<{ task: string; members: Int32Array }[]> {
  const names = await readRows(snapshot.connection, 'SELECT task, name FROM tasks ORDER BY task');
  const [tasks, members] = await readIntegers(
    snapshot.connection,
    'SELECT task, dataset FROM dataset_tasks',
    2,
  );
  const result: { task: string; members: Int32Array }[] = [];
  let start = 0;
  for (const { task, name } of names) {
    let end = start;
    while (tasks !== undefined && end < tasks.length && tasks[end] === task) end += 1;
    if (end > start)
      result.push({ task: String(name), members: members?.subarray(start, end) ?? new Int32Array(0) });
    start = end;
  }
  return result;
}
