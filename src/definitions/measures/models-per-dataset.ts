import { type MeasureEntry, members } from './measure.ts';

export const modelsPerDataset = {
  question: 'RQ2',
  measure: 'models-per-dataset',
  current: {
    population: 'all',
    definition:
      'Per dataset with the task among its task_categories: the distinct collected models, of any task, that declare it; headline over all datasets of the task.',
    unit: 'models',
    sql: {
      members: members.datasets,
      counts: 'SELECT {dataset} AS member, count(*) AS v FROM uses GROUP BY {dataset}',
    },
  },
  'study-2025': {
    population: 'all',
    definition:
      "Per dataset with the task among its task_categories: the models of the same task whose list holds exactly the dataset's id; headline over all datasets of the task.",
    unit: 'models',
    sql: {
      members: members.datasets,
      counts: `SELECT {task}, dataset AS member, count(*) AS v
FROM study_uses JOIN study_tasks USING ({model}) GROUP BY {task}, dataset`,
      byTask: true,
    },
  },
} as const satisfies MeasureEntry;
