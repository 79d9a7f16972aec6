import { type MeasureEntry, members } from './measure.ts';

export const descendantsPerModel = {
  question: 'RQ3',
  measure: 'descendants-per-model',
  onRequest: true,
  current: {
    population: 'all',
    definition:
      'Per model whose pipeline tag is the task: the distinct collected models, of any task or none, that descend from it over one or more base-model edges, other than itself; headline over all models of the task.',
    unit: 'models',
    sql: {
      members: members.models,
      counts: `WITH RECURSIVE reached AS (
  SELECT {base} AS member, model AS node FROM derivations WHERE base IS NOT NULL
  UNION
  SELECT {member}, model AS node FROM reached JOIN (SELECT {base} AS node, model FROM derivations) d USING ({node})
)
SELECT {member}, count(*) AS v FROM reached WHERE node <> member GROUP BY {member}`,
      recursive: true,
    },
  },
} as const satisfies MeasureEntry;
