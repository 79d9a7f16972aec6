import { type MeasureEntry, members } from './measure.ts';

export const downloadsPerModel = {
  question: 'RQ3',
  measure: 'downloads-per-model',
  onRequest: true,
  current: {
    population: 'all',
    definition:
      'Per model whose pipeline tag is the task: its downloads of the last 30 days as listed, or 0 where none are listed; headline over all models of the task.',
    unit: 'downloads',
    sql: {
      members: members.models,
      counts: 'SELECT {model} AS member, downloads AS v FROM model_downloads',
    },
  },
} as const satisfies MeasureEntry;
