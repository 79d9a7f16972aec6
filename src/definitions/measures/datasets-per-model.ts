import { type MeasureEntry, members } from './measure.ts';

export const datasetsPerModel = {
  question: 'RQ1',
  measure: 'datasets-per-model',
  current: {
    population: 'nonzero',
    definition:
      'Per model whose pipeline tag is the task: the distinct datasets that its tags declare, without placeholders; headline over the models that declare at least one.',
    unit: 'datasets',
    sql: {
      members: members.models,
      counts: 'SELECT {model} AS member, count(*) AS v FROM uses GROUP BY {model}',
    },
  },
  'study-2025': {
    population: 'nonzero',
    definition:
      "Per model with the task among its tags: the length of its card's list of datasets, with nothing left out or merged (without a card, its dataset tags as they are); headline over the models that list at least one.",
    unit: 'list items',
    sql: {
      members: members.study2025Models,
      counts: 'SELECT {model} AS member, datasets AS v FROM study_lists',
    },
  },
} as const satisfies MeasureEntry;
