import type { MeasureEntry } from './measure.ts';

export const derivativesPerOwner = {
  question: 'RQ3',
  measure: 'derivatives-per-owner',
  onRequest: true,
  current: {
    population: 'all',
    definition:
      'Per owner of at least one model whose pipeline tag is the task: the distinct collected models, of any task or none, that name any of these models as a base; headline over all such owners.',
    unit: 'models',
    sql: {
      members: 'SELECT DISTINCT {task}, owner AS member FROM model_tasks JOIN model_owners USING ({model})',
      counts: `SELECT {task}, owner AS member, count(DISTINCT model) AS v
FROM derivations JOIN (SELECT {task}, model AS base FROM model_tasks) t USING ({base})
JOIN (SELECT {model} AS base, owner FROM model_owners) o USING ({base}) GROUP BY {task}, owner`,
      byTask: true,
    },
  },
} as const satisfies MeasureEntry;
