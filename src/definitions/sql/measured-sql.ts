import type { Protocol } from '../protocols.ts';
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

/** What one question needs: common table expressions, and the SELECTs that give its members. */
interface Part {
  expressions: string[];
  selects: string[];
}

/**
 * The common table expressions up to `measured`, whose rows are what the contract counts.
 * @param questions RQ1, RQ2, RQ3
 */
export function measuredSql(
  protocol: Protocol,
  questions: readonly string[],
  dialect: Dialect,
  table: Table,
): string[] {
  const parts = (protocol === 'current' ? currentSql : studySql)(dialect, table);
  const wanted = questions.flatMap((question) => parts[question] ?? []);
  return [
    ...new Set(wanted.flatMap(({ expressions }) => expressions)),
    measuredOf(wanted.flatMap(({ selects }) => selects)),
  ];
}

const currentSql = (dialect: Dialect, table: Table): Record<string, Part> => ({
  RQ1: {
    expressions: [counts('uses', 'model', table('model_datasets'), 'in_current')],
    selects: [members(['RQ1', 'datasets-per-model', 'nonzero'], table('models'), 'm.pipeline_tag', 'uses')],
  },
  RQ2: {
    expressions: [
      counts('users', 'dataset_id', table('model_datasets'), 'in_current AND dataset_id IS NOT NULL'),
      datasetTasks(dialect, table),
    ],
    selects: [members(['RQ2', 'models-per-dataset', 'all'], 'dataset_tasks', 'm.task', 'users')],
  },
  RQ3: {
    expressions: [
      counts('derivatives', 'base_id', table('model_bases'), 'base_id IS NOT NULL'),
      counts('bases', 'model', table('model_bases'), 'base IS NOT NULL'),
    ],
    selects: [
      members(['RQ3', 'derivatives-per-model', 'all'], table('models'), 'm.pipeline_tag', 'derivatives'),
      members(['RQ3', 'bases-per-model', 'nonzero'], table('models'), 'm.pipeline_tag', 'bases'),
    ],
  },
});

function studySql(dialect: Dialect, table: Table): Record<string, Part> {
  const studyMembers = `study_members AS (
  SELECT m.snapshot_date, m.hub_id, m.study_datasets, m.study_bases, task
  FROM ${dialect.unnest(table('models'), 'm', 'study_tasks')})`;
  const lengths = (labels: string, column: string): Part => ({
    expressions: [studyMembers],
    selects: [`SELECT snapshot_date, ${labels}, task, ${column} FROM study_members`],
  });
  return {
    RQ1: lengths(`'RQ1', 'datasets-per-model', 'nonzero'`, 'study_datasets'),
    RQ2: {
      expressions: [
        studyMembers,
        datasetTasks(dialect, table),
        `users AS (
  SELECT e.snapshot_date, e.dataset_id, s.task, count(*) AS v
  FROM ${table('model_datasets')} e
  JOIN study_members s ON s.snapshot_date = e.snapshot_date AND s.hub_id = e.model
  WHERE e.in_study GROUP BY e.snapshot_date, e.dataset_id, s.task)`,
      ],
      selects: [
        `SELECT d.snapshot_date, 'RQ2', 'models-per-dataset', 'all', d.task, coalesce(u.v, 0)
  FROM dataset_tasks d
  LEFT JOIN users u ON u.snapshot_date = d.snapshot_date AND u.dataset_id = d.hub_id AND u.task = d.task`,
      ],
    },
    RQ3: lengths(`'RQ3', 'bases-per-model', 'nonzero'`, 'study_bases'),
  };
}

/**
 * The common table expressions of `diversity`: of each task's models, how many datasets they use and how many
 * equally used ones would be as diverse. Only RQ1 under `current` has it.
 */
export const diversitySql = (table: Table): string[] => [
  `dataset_uses AS (
  SELECT e.snapshot_date, m.pipeline_tag AS task, e.dataset, e.dataset_id, count(*) AS uses
  FROM ${table('model_datasets')} e JOIN ${table('models')} m ON m.snapshot_date = e.snapshot_date AND m.hub_id = e.model
  WHERE e.in_current AND NOT e.malformed
  GROUP BY e.snapshot_date, m.pipeline_tag, e.dataset, e.dataset_id)`,
  `diversity AS (
  SELECT snapshot_date AS date_of, 'datasets-per-model' AS measure_of, task AS task_of, count(*) AS datasets_used,
    exp(ln(CAST(sum(uses) AS DOUBLE)) - sum(uses * ln(CAST(uses AS DOUBLE))) / CAST(sum(uses) AS DOUBLE)) AS effective_datasets
  FROM dataset_uses GROUP BY snapshot_date, task)`,
];
