import { type MeasureEntry, members } from './measure.ts';

export const derivativesPerModel = {
  question: 'RQ3',
  measure: 'derivatives-per-model',
  current: {
    population: 'all',
    definition:
      'Per model whose pipeline tag is the task: the distinct collected models, of any task or none, that name it as a base; headline over all models of the task.',
    unit: 'models',
    sql: {
      members: members.models,
      counts: 'SELECT {base} AS member, count(*) AS v FROM derivations GROUP BY {base}',
    },
  },
} as const satisfies MeasureEntry;
