import { type MeasureEntry, members } from './measure.ts';

export const ownersPerModel = {
  question: 'RQ3',
  measure: 'owners-per-model',
  onRequest: true,
  current: {
    population: 'all',
    definition:
      'Per model whose pipeline tag is the task: the distinct owners of the collected models, of any task or none, that name it as a base, except its own owner; headline over all models of the task.',
    unit: 'owners',
    sql: {
      members: members.models,
      counts: `SELECT {base} AS member, count(DISTINCT owner) AS v
FROM derivations JOIN model_owners USING ({model})
JOIN (SELECT {model} AS base, owner AS own FROM model_owners) b USING ({base})
WHERE owner <> own GROUP BY {base}`,
    },
  },
} as const satisfies MeasureEntry;
