import { relations } from '../../derive/clean-names.ts';
import { countSql, memberSql, type Variant, type VariantParts, variantsOf } from './variant.ts';

const { pipelineTag, allTags, studyTags, dataset, studyDataset } = memberSql;

/** Each relation left out, and alone. An edge counts as long as it has a relation that is counted. */
const byRelation = (counts: (condition: string) => string): VariantParts[] =>
  relations.flatMap((relation, place) => {
    const bit = 2 ** place;
    const others = 2 ** relations.length - 1 - bit;
    return [
      { setting: `without ${relation}`, bits: others },
      { setting: `${relation} alone`, bits: bit },
    ].map(({ setting, bits }) => ({
      choice: 'relations' as const,
      setting,
      members: pipelineTag,
      counts: counts(`relations & ${bits} <> 0`),
    }));
  });

/**
 * Mentions of bases with their repeats. The Hub writes a base twice, plain and with its relation: the plain form of a
 * name counts only where the model does not give it with a relation.
 */
const baseMentions = `SELECT model, thing, CASE WHEN count(*) FILTER (relation > 0) > 0 THEN count(*) FILTER (relation > 0)
    ELSE count(*) END AS times
  FROM grid_mentions WHERE kind = 'models' AND thing <> model GROUP BY model, thing, folded`;

/** Protocol `current` and the other choices, one at a time. */
export const currentVariants: readonly Variant[] = [
  ...variantsOf('datasets-per-model', [
    { choice: 'protocol', setting: 'current', members: pipelineTag, counts: countSql.datasets },
    { choice: 'protocol', setting: 'study-2025', members: studyTags, counts: countSql.studyDatasets },
    { choice: 'taskOf', setting: 'all tags', members: allTags, counts: countSql.datasets },
    {
      choice: 'repeats',
      setting: 'kept',
      members: pipelineTag,
      counts: `SELECT model AS member, count(*) AS v FROM grid_mentions WHERE kind = 'datasets' GROUP BY model`,
    },
    {
      choice: 'renames',
      setting: 'not followed',
      members: pipelineTag,
      counts: `SELECT model AS member, count(DISTINCT plain) AS v FROM grid_mentions WHERE kind = 'datasets' GROUP BY model`,
    },
  ]),
  ...variantsOf('models-per-dataset', [
    { choice: 'protocol', setting: 'current', members: dataset, counts: countSql.uses },
    {
      choice: 'protocol',
      setting: 'study-2025',
      members: studyDataset,
      counts: countSql.studyUses,
      byTask: true,
    },
    {
      choice: 'scope',
      setting: 'same task',
      members: dataset,
      counts: `SELECT m.task, u.dataset AS member, count(*) AS v FROM model_datasets u JOIN grid_models m USING (model) GROUP BY ALL`,
      byTask: true,
    },
    {
      choice: 'repeats',
      setting: 'kept',
      members: dataset,
      counts: `SELECT thing AS member, count(*) AS v FROM grid_mentions WHERE kind = 'datasets' GROUP BY thing`,
    },
    {
      choice: 'renames',
      setting: 'not followed',
      members: dataset,
      counts: `SELECT plain AS member, count(DISTINCT model) AS v FROM grid_mentions WHERE kind = 'datasets' GROUP BY plain`,
    },
  ]),
  ...variantsOf('derivatives-per-model', [
    { choice: 'protocol', setting: 'current', members: pipelineTag, counts: countSql.derivatives },
    { choice: 'taskOf', setting: 'all tags', members: allTags, counts: countSql.derivatives },
    {
      choice: 'repeats',
      setting: 'kept',
      members: pipelineTag,
      counts: `SELECT thing AS member, sum(times) AS v FROM (${baseMentions}) GROUP BY thing`,
    },
    {
      choice: 'renames',
      setting: 'not followed',
      members: pipelineTag,
      counts: `SELECT plain AS member, count(DISTINCT model) AS v FROM grid_mentions WHERE kind = 'models' AND plain <> model GROUP BY plain`,
    },
    {
      choice: 'direction',
      setting: 'bases per derivative',
      counted: 'bases-per-model',
      members: pipelineTag,
      counts: countSql.bases,
    },
    ...byRelation(
      (condition) => `SELECT base AS member, count(*) AS v FROM model_bases JOIN grid_models USING (model)
        WHERE ${condition} GROUP BY base`,
    ),
  ]),
  ...variantsOf('bases-per-model', [
    { choice: 'protocol', setting: 'current', members: pipelineTag, counts: countSql.bases },
    { choice: 'protocol', setting: 'study-2025', members: studyTags, counts: countSql.studyBases },
    { choice: 'taskOf', setting: 'all tags', members: allTags, counts: countSql.bases },
    {
      choice: 'repeats',
      setting: 'kept',
      members: pipelineTag,
      counts: `SELECT model AS member, sum(times) AS v FROM (${baseMentions}) GROUP BY model`,
    },
    {
      choice: 'renames',
      setting: 'not followed',
      members: pipelineTag,
      counts: `SELECT model AS member, count(DISTINCT plain) AS v FROM grid_mentions WHERE kind = 'models' AND plain <> model GROUP BY model`,
    },
    {
      choice: 'direction',
      setting: 'derivatives per model',
      counted: 'derivatives-per-model',
      members: pipelineTag,
      counts: countSql.derivatives,
    },
    ...byRelation(
      (condition) =>
        `SELECT model AS member, count(*) AS v FROM model_bases WHERE ${condition} GROUP BY model`,
    ),
  ]),
];
