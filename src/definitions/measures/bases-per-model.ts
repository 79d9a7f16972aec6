import { type MeasureEntry, members } from './measure.ts';

export const basesPerModel = {
  question: 'RQ3',
  measure: 'bases-per-model',
  current: {
    population: 'nonzero',
    definition:
      'Per model whose pipeline tag is the task: the distinct bases that it names, other than itself; headline over the models that name at least one.',
    unit: 'models',
    sql: {
      members: members.models,
      counts: 'SELECT {model} AS member, count(*) AS v FROM derivations GROUP BY {model}',
    },
  },
  'study-2025': {
    population: 'nonzero',
    definition:
      "Per model with the task among its tags: the length of its card's list of base models (without a card, the distinct base names of its tags); headline over the models that list at least one. This is parents per child, not reuse.",
    unit: 'list items',
    sql: {
      members: members.study2025Models,
      counts: 'SELECT {model} AS member, bases AS v FROM study_lists',
    },
  },
} as const satisfies MeasureEntry;
