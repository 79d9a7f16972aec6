import type { Snapshot } from './open-snapshot.ts';
import { type Cell, readIntegers, readRows } from './query.ts';

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

/** Edges as parallel columns, sorted by source; flags: 1 = one owner at both ends, 2 = found by a rename alone. */
export interface EdgeColumns {
  source: Int32Array;
  target: Int32Array;
  /** Bits in the order of the relations; null for dataset use. */
  relations: Int32Array | null;
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
}

/** The integer columns of protocol `study-2025`. Task sets are bit sets in the order of the study's tasks. */
export interface StudyColumns {
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

/** Which edges to read. */
export interface EdgeChoice {
  /** Bits of the relations wanted; null for all. */
  relations: number | null;
}

/** Reads what protocol `current` needs. The derived tables must be there. */
export async function readGraphColumns(snapshot: Snapshot, choice: EdgeChoice): Promise<GraphColumns> {
  const { connection } = snapshot;
  const bases = await readIntegers(
    connection,
    choice.relations === null
      ? 'SELECT model, base FROM model_bases'
      : `SELECT model, base FROM model_bases WHERE relations & ${choice.relations} > 0`,
    2,
  );
  const uses = await readIntegers(connection, 'SELECT model, dataset FROM model_datasets', 2);
  return {
    modelNodes: await readNodeCounts(snapshot, 'models'),
    datasetNodes: await readNodeCounts(snapshot, 'datasets'),
    modelTasks: await readTaskRanges(snapshot),
    datasetTasks: await readDatasetTasks(snapshot),
    bases: toEdges(bases),
    uses: toEdges(uses),
  };
}

const toEdges = ([source, target]: Int32Array[]): EdgeColumns => ({
  source: source ?? new Int32Array(0),
  target: target ?? new Int32Array(0),
  relations: null,
});

/** Reads what protocol `study-2025` needs. The derived tables must be there. */
export async function readStudyColumns(snapshot: Snapshot): Promise<StudyColumns> {
  const empty = new Int32Array(0);
  const [tasks, datasets, bases] = await readIntegers(
    snapshot.connection,
    'SELECT tasks, datasets, bases FROM study_models',
    3,
  );
  const [useTasks, useDatasets] = await readIntegers(
    snapshot.connection,
    'SELECT m.tasks, u.dataset FROM study_uses u JOIN study_models m ON m.model = u.model',
    2,
  );
  return {
    tasks: tasks ?? empty,
    datasets: datasets ?? empty,
    bases: bases ?? empty,
    datasetTasks: await readDatasetTasks(snapshot),
    datasetCount: (await readNodeCounts(snapshot, 'datasets')).listed,
    useTasks: useTasks ?? empty,
    useDatasets: useDatasets ?? empty,
  };
}

async function readNodeCounts(snapshot: Snapshot, kind: 'models' | 'datasets'): Promise<NodeCounts> {
  const rows = await readRows(
    snapshot.connection,
    `SELECT (SELECT count(*) FROM ${kind})::INTEGER AS listed,
       (SELECT count(*) FROM ghosts WHERE kind = '${kind}' AND NOT malformed)::INTEGER AS ghosts,
       (SELECT count(*) FROM ghosts WHERE kind = '${kind}' AND malformed)::INTEGER AS malformed`,
  );
  const row: Record<string, Cell> = rows[0] ?? {};
  return { listed: Number(row.listed), ghosts: Number(row.ghosts), malformed: Number(row.malformed) };
}

async function readTaskRanges(snapshot: Snapshot): Promise<TaskRange[]> {
  const rows = await readRows(
    snapshot.connection,
    `SELECT t.name AS task, min(model)::INTEGER AS first, (max(model) + 1)::INTEGER AS "end"
     FROM models m JOIN tasks t ON t.task = m.task GROUP BY t.name ORDER BY first`,
  );
  return rows as unknown as TaskRange[];
}

async function readDatasetTasks(snapshot: Snapshot): Promise<{ task: string; members: Int32Array }[]> {
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
