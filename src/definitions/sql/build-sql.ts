import type { Protocol } from '../protocols.ts';
import { definitionsOf } from '../protocols.ts';
import { knownTasks, modalityUnder } from '../scope.ts';
import { type DialectName, dialects } from './dialects.ts';
import { figuresSql, rowsSql } from './figures-sql.ts';
import { diversitySql, measuredSql } from './measured-sql.ts';

/** What the queries are to answer. */
export interface SqlChoice {
  protocol: Protocol;
  dialect: DialectName;
  /** RQ1, RQ2, RQ3. */
  questions: readonly string[];
  /** Modalities, or null for all. */
  modalities: readonly string[] | null;
  tasks: readonly string[] | null;
  /** The folder of the export. */
  folder: string;
  /** YYYY-MM-DD: for this date alone. DuckDB only, the other engines have tables. */
  date?: string;
}

/**
 * One query that gives the rows of a report for every date of an export: the contract's columns, by their CSV names,
 * after `snapshot_date`. With a comment that states the definitions.
 */
export function buildSql({
  protocol,
  dialect: name,
  questions,
  modalities,
  tasks,
  folder,
  date,
}: SqlChoice): string {
  const dialect = dialects[name];
  const table = (of: string): string => dialect.table(of, folder, date);
  const diverse = protocol === 'current' && questions.includes('RQ1');
  const expressions = [
    tasksSql(rowTasks(protocol, modalities, tasks)),
    ...measuredSql(protocol, questions, dialect, table),
    ...figuresSql,
    ...(diverse ? diversitySql(table) : []),
  ];
  return `${comment(protocol, questions, dialect.preparation(folder))}
WITH ${expressions.join(',\n')}
${rowsSql(dialect, diverse)}
`;
}

/** The tasks that have rows, each with the modality that the protocol gives it; none where the choices share none. */
export const rowTasks = (
  protocol: Protocol,
  modalities: readonly string[] | null,
  tasks: readonly string[] | null,
): { task: string; modality: string }[] =>
  knownTasks(protocol)
    .map((task) => ({ task, modality: modalityUnder(protocol, task) ?? '' }))
    .filter(({ modality }) => modalities === null || modalities.includes(modality))
    .filter(({ task }) => tasks === null || tasks.includes(task));

const tasksSql = (wanted: readonly { task: string; modality: string }[]): string => {
  const values = wanted.map(({ task, modality }) => `('${modality}', '${task}')`);
  return `tasks AS (\n  SELECT modality, task FROM (VALUES ${values.join(', ')}) AS task_list(modality, task))`;
};

/** What a reader of the query might look for in vain. */
const rarefied = 'every figure of a report but the rarefied ones, which are sums over draws';

function comment(protocol: Protocol, questions: readonly string[], preparation: readonly string[]): string {
  const definitions = Object.entries(definitionsOf(protocol))
    .filter(([question]) => questions.includes(question))
    .map(([question, says]) => `${question}: ${says}`);
  const lines = [
    `protocol ${protocol}, standard deviation with n - 1, quantiles of type 7`,
    rarefied,
    ...definitions,
  ];
  return [...lines, ...preparation].map((line) => `-- ${line.replace(/[\r\n]+/g, ' ')}`).join('\n');
}
