import type { TableSet } from '../measures/table-set.ts';
import {
  chooseMeasures,
  definitionsOf,
  type Measure,
  type MeasureName,
  type Protocol,
} from '../protocols.ts';
import { listTasks } from '../scope.ts';
import { type Dialect, type DialectName, dialects } from './dialects.ts';
import type { ExportTableName } from './export-layout.ts';
import { exportSet } from './export-set.ts';
import { figuresSql, rowsSql } from './figures-sql.ts';
import { diversitySql, measuredSql } from './measured-sql.ts';

/** What the queries are to answer. */
export interface SqlChoice {
  protocol: Protocol;
  dialect: DialectName;
  /** RQ1, RQ2, RQ3. */
  questions: readonly string[];
  /** These measures alone; null or absent: the ordinary ones of the questions. */
  measures?: readonly MeasureName[] | null;
  /** Modalities, or null for all. */
  modalities: readonly string[] | null;
  tasks: readonly string[] | null;
  /** The folder of the export. */
  folder: string;
  /** YYYY-MM-DD: for this date alone. DuckDB only, the other engines have tables. */
  date?: string;
}

/**
 * One query that gives the rows of a report for every date of an export: the columns of docs/columns.md, by their CSV
 * names, after `snapshot_date`. With a comment that states the definitions.
 */
export function buildSql(choice: SqlChoice): string {
  const { protocol, modalities, tasks, folder, date } = choice;
  const dialect = dialects[choice.dialect];
  const table = (of: ExportTableName): string => dialect.table(of, folder, date);
  const measures = chooseMeasures(choice);
  const diverse = protocol === 'current' && measures.some(({ question }) => question === 'RQ1');
  return `${comment(choice, dialect.preparation(folder))}
${reportSql(dialect, exportSet(dialect, table), {
  measures,
  tasks: rowTasks(protocol, modalities, tasks),
  diversity: diverse ? diversitySql(table) : [],
  provenance: table('provenance'),
})}
`;
}

/**
 * The query alone, on any tables.
 * @param tasks those that have rows
 * @param diversity the common table expressions of `diversity`, if it is wanted
 * @param provenance the table that has the dates which are whole
 */
export function reportSql(
  dialect: Dialect,
  set: TableSet,
  asked: {
    measures: readonly Measure[];
    tasks: readonly { task: string; modality: string }[];
    diversity: readonly string[];
    provenance: string;
  },
): string {
  const expressions = [
    wantedSql(dialect, asked.tasks),
    ...measuredSql(asked.measures, set),
    ...figuresSql,
    ...asked.diversity,
  ];
  return `WITH ${expressions.join(',\n')}
${rowsSql(dialect, asked.diversity.length > 0, asked.provenance)}`;
}

/** The tasks that have rows, each with the modality that the protocol gives it; none where the choices share none. */
export const rowTasks = (
  protocol: Protocol,
  modalities: readonly string[] | null,
  tasks: readonly string[] | null,
): { task: string; modality: string }[] =>
  listTasks(protocol)
    .filter(({ modality }) => modalities === null || modalities.includes(modality))
    .filter(({ task }) => tasks === null || tasks.includes(task));

const wantedSql = ({ rows }: Dialect, wanted: readonly { task: string; modality: string }[]): string => {
  const listed = rows(
    ['modality', 'task'],
    wanted.map(({ task, modality }) => [modality, task]),
  );
  return `wanted AS (\n  SELECT modality, task FROM ${listed})`;
};

/** What the query does not compute. */
const rarefied = 'every figure of a report but the rarefied ones, which are sums over draws';

function comment(choice: SqlChoice, preparation: readonly string[]): string {
  const definitions = Object.entries(definitionsOf(choice)).map(([question, says]) => `${question}: ${says}`);
  const lines = [
    `protocol ${choice.protocol}, standard deviation with n - 1, quantiles of type 7`,
    rarefied,
    ...definitions,
  ];
  return [...lines, ...preparation].map((line) => `-- ${line.replace(/[\r\n]+/g, ' ')}`).join('\n');
}
