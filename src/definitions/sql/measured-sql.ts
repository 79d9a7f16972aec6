import { indent, type TableSet, valuesSql } from '../measures/table-set.ts';
import type { Measure } from '../protocols.ts';
import type { ExportTableName } from './export-layout.ts';

/**
 * The common table expressions `counted` and `frequencies`: how often each value of each measure occurs in a task.
 * `wanted` gives the tasks that have rows, and their modalities.
 */
export function measuredSql(measures: readonly Measure[], set: TableSet): string[] {
  const { keys, taskNames } = set;
  const date = keys.length === 0 ? `'' AS snapshot_date` : keys.join(', ');
  const parts = measures.map((measure) => {
    const labels = labelNames.map((label) => `'${measure[label]}' AS ${label}`).join(', ');
    return `  SELECT ${date}, ${labels}, task, CAST(v AS BIGINT) AS v, count(*) AS times
  FROM (
${indent(valuesSql(measure.sql, set), 4)}
  ) x
  GROUP BY ${[...keys, 'task', 'v'].join(', ')}`;
  });
  const task = taskNames === null ? 'c.task' : 'n.name';
  return [
    `counted AS (
${parts.join('\n  UNION ALL\n')})`,
    `frequencies AS (
  SELECT c.snapshot_date AS snapshot_date, c.question, c.measure, c.population, w.modality, w.task AS task, c.v, c.times
  FROM counted c ${taskNames === null ? '' : `JOIN ${taskNames} n ON n.task = c.task `}JOIN wanted w ON w.task = ${task})`,
  ];
}

const labelNames = ['question', 'measure', 'population'] as const;

/**
 * The common table expressions of `diversity`: of each task's models, how many datasets they use and how many
 * equally used ones would be as diverse. Only RQ1 under `current` has it.
 */
export const diversitySql = (table: (name: ExportTableName) => string): string[] => [
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
