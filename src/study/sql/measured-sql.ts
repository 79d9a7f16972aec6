import type { Protocol } from '../report-row.ts';
import type { Dialect } from './dialects.ts';

/** Gives a table of the export as it stands after FROM. */
type Table = (name: 'models' | 'datasets' | 'model_bases' | 'model_datasets') => string;

const counts = (name: string, by: string, from: string, where: string): string => `${name} AS (
  SELECT snapshot_date, ${by} AS member, count(*) AS v FROM ${from} WHERE ${where}
  GROUP BY snapshot_date, ${by})`;

/** One row a member: question, measure, headline population, task, value. */
const members = (labels: readonly string[], from: string, task: string, counted: string): string =>
  `SELECT m.snapshot_date, ${labels.map((label) => `'${label}'`).join(', ')}, ${task}, coalesce(c.v, 0)
  FROM ${from} m LEFT JOIN ${counted} c ON c.snapshot_date = m.snapshot_date AND c.member = m.hub_id
  WHERE ${task} IS NOT NULL`;

const measuredOf = (parts: readonly string[]): string =>
  `measured (snapshot_date, question, measure, population, task, v) AS (
  ${parts.join('\n  UNION ALL ')})`;

const datasetTasks = ({ unnest }: Dialect, table: Table): string => `dataset_tasks AS (
  SELECT d.snapshot_date, d.hub_id, task FROM ${unnest(table('datasets'), 'd', 'task_categories')})`;

/** The common table expressions up to `measured`, whose rows are what the contract counts. */
export function measuredSql(protocol: Protocol, dialect: Dialect, table: Table): string[] {
  return protocol === 'current' ? currentSql(dialect, table) : studySql(dialect, table);
}

const currentSql = (dialect: Dialect, table: Table): string[] => [
  counts('uses', 'model', table('model_datasets'), 'in_current'),
  counts('users', 'dataset_id', table('model_datasets'), 'in_current AND dataset_id IS NOT NULL'),
  counts('derivatives', 'base_id', table('model_bases'), 'base_id IS NOT NULL'),
  counts('bases', 'model', table('model_bases'), 'base IS NOT NULL'),
  datasetTasks(dialect, table),
  measuredOf([
    members(['RQ1', 'datasets-per-model', 'nonzero'], table('models'), 'm.pipeline_tag', 'uses'),
    members(['RQ2', 'models-per-dataset', 'all'], 'dataset_tasks', 'm.task', 'users'),
    members(['RQ3', 'derivatives-per-model', 'all'], table('models'), 'm.pipeline_tag', 'derivatives'),
    members(['RQ3', 'bases-per-model', 'nonzero'], table('models'), 'm.pipeline_tag', 'bases'),
  ]),
];

const studySql = (dialect: Dialect, table: Table): string[] => [
  `study_members AS (
  SELECT m.snapshot_date, m.hub_id, m.study_datasets, m.study_bases, task
  FROM ${dialect.unnest(table('models'), 'm', 'study_tasks')})`,
  datasetTasks(dialect, table),
  `users AS (
  SELECT e.snapshot_date, e.dataset_id, s.task, count(*) AS v
  FROM ${table('model_datasets')} e
  JOIN study_members s ON s.snapshot_date = e.snapshot_date AND s.hub_id = e.model
  WHERE e.in_study GROUP BY e.snapshot_date, e.dataset_id, s.task)`,
  measuredOf([
    `SELECT snapshot_date, 'RQ1', 'datasets-per-model', 'nonzero', task, study_datasets FROM study_members`,
    `SELECT d.snapshot_date, 'RQ2', 'models-per-dataset', 'all', d.task, coalesce(u.v, 0)
  FROM dataset_tasks d
  LEFT JOIN users u ON u.snapshot_date = d.snapshot_date AND u.dataset_id = d.hub_id AND u.task = d.task`,
    `SELECT snapshot_date, 'RQ3', 'bases-per-model', 'nonzero', task, study_bases FROM study_members`,
  ]),
];
