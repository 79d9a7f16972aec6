import type { MeasureEntry } from './measure.ts';

export const usesPerOwner = {
  question: 'RQ2',
  measure: 'uses-per-owner',
  onRequest: true,
  current: {
    population: 'all',
    definition:
      'Per owner of at least one dataset with the task among its task_categories: the distinct collected models, of any task, that declare any of these datasets; headline over all such owners.',
    unit: 'models',
    sql: {
      members:
        'SELECT DISTINCT {task}, owner AS member FROM dataset_tasks JOIN dataset_owners USING ({dataset})',
      counts: `SELECT {task}, owner AS member, count(DISTINCT model) AS v
FROM uses JOIN dataset_tasks USING ({dataset}) JOIN dataset_owners USING ({dataset}) GROUP BY {task}, owner`,
      byTask: true,
    },
  },
} as const satisfies MeasureEntry;
