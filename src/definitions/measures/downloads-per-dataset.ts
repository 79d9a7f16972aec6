import { type MeasureEntry, members } from './measure.ts';

export const downloadsPerDataset = {
  question: 'RQ2',
  measure: 'downloads-per-dataset',
  onRequest: true,
  current: {
    population: 'all',
    definition:
      'Per dataset with the task among its task_categories: its downloads of the last 30 days as listed, or 0 where none are listed; headline over all datasets of the task.',
    unit: 'downloads',
    sql: {
      members: members.datasets,
      counts: 'SELECT {dataset} AS member, downloads AS v FROM dataset_downloads',
    },
  },
} as const satisfies MeasureEntry;
