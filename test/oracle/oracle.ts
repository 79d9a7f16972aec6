import type { DuckDBConnection } from '@duckdb/node-api';
import type { Protocol } from '../../src/definitions/protocols.ts';
import type { ReportRow } from '../../src/documents/report/report-row.ts';
import { furtherMeasures } from './sql-further-measures.ts';
import { currentEdges, currentMeasures, studyMeasures } from './sql-measures.ts';
import { currentTasks, quote, quoteAll, study2025TaskPairs } from './sql-names.ts';
import { repoCtes, resolveCtes } from './sql-resolve.ts';
import { reportOrder, statistics } from './sql-statistics.ts';

/** What to report on. Without `tasks` or `relations`: all of them. */
export interface OracleOptions {
  protocol: Protocol;
  modalities: readonly string[];
  tasks?: readonly string[];
  relations?: readonly string[];
  /** The measures that are there on request, instead of the others. */
  further?: boolean;
}

/** Distinct (model, cleaned and folded name) pairs by what the name turned out to be. */
export interface OracleReferences {
  declared: number;
  listed: number;
  renamed: number;
  malformed: number;
  outside: number;
  missing: number;
  unresolved: number;
}

export interface OracleStatus {
  references: {
    datasets: OracleReferences & { placeholder: number };
    baseModels: OracleReferences & { selfLoops: number };
  };
  /** Ordered by task. */
  unknownTasks: { task: string; models: number; datasets: number }[];
}

type SqlRow = Record<string, unknown>;

/** Rows whose numbers are numbers: SQL hands whole ones back as BigInt. */
async function readRows(connection: DuckDBConnection, sql: string): Promise<SqlRow[]> {
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJS();
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, typeof value === 'bigint' ? Number(value) : value]),
    ),
  );
}

const taskCte = (pairs: readonly [string, string][]): string =>
  `tasks(modality, task) AS (VALUES ${pairs.map((pair) => `(${quoteAll(pair)})`).join(', ')})`;

/** The rows of a report in their default order, every figure computed in SQL from the raw tables. */
export async function oracleReport(
  connection: DuckDBConnection,
  options: OracleOptions,
): Promise<ReportRow[]> {
  const { protocol, modalities, tasks, relations, further = false } = options;
  const last = further ? [`${currentEdges(relations)}, ${furtherMeasures}`] : [currentMeasures(relations)];
  const measures = protocol === 'current' ? [resolveCtes, ...last] : [studyMeasures];
  const pairs = protocol === 'current' ? currentTasks : study2025TaskPairs;
  const ctes = [taskCte(pairs), repoCtes, ...measures, statistics].join(',\n');
  const wanted = tasks === undefined ? '' : `AND task IN (${quoteAll(tasks)})`;
  const rows = await readRows(
    connection,
    `WITH RECURSIVE ${ctes}
    SELECT * FROM report_rows WHERE modality IN (${quoteAll(modalities)}) ${wanted} ORDER BY ${reportOrder}`,
  );
  // The columns are the fields of ReportRow, in name and order: oracle.test.ts checks it.
  return rows as unknown as ReportRow[];
}

const datasetKinds = [
  'listed',
  'renamed',
  'placeholder',
  'malformed',
  'outside',
  'missing',
  'unresolved',
] as const;
const baseKinds = ['listed', 'renamed', 'malformed', 'outside', 'missing', 'unresolved'] as const;

const countKinds = (kinds: readonly string[]): string =>
  kinds.map((kind) => `count(*) FILTER (kind_of = ${quote(kind)}) AS ${kind}`).join(', ');

/** The `references` and `unknownTasks` of the status document, from the raw tables. */
export async function oracleStatus(connection: DuckDBConnection): Promise<OracleStatus> {
  const ctes = [taskCte(currentTasks), repoCtes, resolveCtes].join(',\n');
  const pairs = (kind: string): string => `FROM (
    SELECT model, folded_name, any_value(kind_of) AS kind_of, bool_or(self_loop) AS self_loop
    FROM mentions WHERE kind = ${quote(kind)} GROUP BY model, folded_name)`;
  const [datasets] = await readRows(
    connection,
    `WITH RECURSIVE ${ctes} SELECT count(*) AS declared, ${countKinds(datasetKinds)} ${pairs('datasets')}`,
  );
  const [baseModels] = await readRows(
    connection,
    `WITH RECURSIVE ${ctes} SELECT count(*) AS declared, ${countKinds(baseKinds)},
      count(*) FILTER (self_loop) AS selfLoops ${pairs('models')}`,
  );
  const unknownTasks = await readRows(
    connection,
    `WITH RECURSIVE ${ctes} SELECT task, count(model) AS models, count(dataset) AS datasets FROM (
      SELECT pipeline_tag AS task, hub_id AS model, NULL AS dataset FROM models
      UNION ALL SELECT task, NULL, dataset FROM dataset_tasks)
    WHERE task <> '' AND task NOT IN (SELECT task FROM tasks) GROUP BY task ORDER BY task`,
  );
  return { references: { datasets, baseModels }, unknownTasks } as unknown as OracleStatus;
}
