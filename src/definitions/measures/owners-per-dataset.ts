import { type MeasureEntry, members } from './measure.ts';

export const ownersPerDataset = {
  question: 'RQ2',
  measure: 'owners-per-dataset',
  onRequest: true,
  current: {
    population: 'all',
    definition:
      "Per dataset with the task among its task_categories: the distinct owners of the collected models, of any task, that declare it, except the dataset's own owner; headline over all datasets of the task.",
    unit: 'owners',
    sql: {
      members: members.datasets,
      counts: `SELECT {dataset} AS member, count(DISTINCT owner) AS v
FROM uses JOIN model_owners USING ({model})
JOIN (SELECT {dataset}, owner AS own FROM dataset_owners) d USING ({dataset})
WHERE owner <> own GROUP BY {dataset}`,
    },
  },
} as const satisfies MeasureEntry;
