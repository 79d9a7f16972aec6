import { relations } from '../../../definitions/relations.ts';
import { current, gridTables, study, type Variant, type VariantParts, variantsOf } from './variant.ts';

const own = { choice: 'protocol', setting: 'current' } satisfies VariantParts;
const otherProtocol = { choice: 'protocol', setting: 'study-2025' } satisfies VariantParts;
const allTags = {
  choice: 'taskOf',
  setting: 'all tags',
  tables: { model_tasks: 'grid_tag_members' },
} satisfies VariantParts;

/** Mentions of datasets, with their repeats. */
const datasetMentions = `(SELECT model, thing AS dataset FROM grid_mentions WHERE kind = 'datasets')`;

/**
 * Mentions of bases, with their repeats. The Hub writes a base twice, plain and with its relation: the plain form of a
 * name counts only where the model does not give it with a relation.
 */
const baseMentions = `(SELECT model, thing AS base FROM grid_mentions WHERE kind = 'models' AND thing <> model
    QUALIFY relation > 0 OR max(relation) OVER (PARTITION BY model, thing, folded) = 0)`;

const repeats = {
  choice: 'repeats',
  setting: 'kept',
  tables: { uses: datasetMentions, derivations: baseMentions },
} satisfies VariantParts;

const renames = {
  choice: 'renames',
  setting: 'not followed',
  tables: {
    uses: `(SELECT DISTINCT model, plain AS dataset FROM grid_mentions WHERE kind = 'datasets')`,
    derivations: `(SELECT DISTINCT model, plain AS base FROM grid_mentions WHERE kind = 'models' AND plain <> model)`,
  },
} satisfies VariantParts;

/** Each relation left out, and alone. An edge counts as long as it has a relation that is counted. */
const byRelation = relations.flatMap((relation, place) => {
  const bit = 2 ** place;
  const others = 2 ** relations.length - 1 - bit;
  return [
    { setting: `without ${relation}`, bits: others },
    { setting: `${relation} alone`, bits: bit },
  ].map(({ setting, bits }) => ({
    ...({ choice: 'relations', setting } as const),
    tables: {
      derivations: `(SELECT model, base FROM model_bases JOIN grid_models USING (model) WHERE relations & ${bits} <> 0)`,
    },
  }));
});

/** Protocol `current` and the other choices, one at a time. */
export const currentVariants: readonly Variant[] = [
  ...variantsOf(current('datasets-per-model'), [
    own,
    { ...otherProtocol, counted: study('datasets-per-model') },
    allTags,
    repeats,
    renames,
  ]),
  ...variantsOf(current('models-per-dataset'), [
    own,
    {
      ...{ ...otherProtocol, counted: study('models-per-dataset') },
      // Of the study's tasks alone: it says nothing of others.
      tables: {
        dataset_tasks:
          '(SELECT task, dataset FROM grid_datasets JOIN grid_tasks USING (task) WHERE bit <> 0)',
      },
    },
    {
      ...{ choice: 'scope', setting: 'same task', counted: study('models-per-dataset') },
      tables: { study_tasks: gridTables.model_tasks, study_uses: gridTables.uses },
    },
    repeats,
    renames,
  ]),
  ...variantsOf(current('derivatives-per-model'), [
    own,
    allTags,
    repeats,
    renames,
    { choice: 'direction', setting: 'bases per derivative', counted: current('bases-per-model') },
    ...byRelation,
  ]),
  ...variantsOf(current('bases-per-model'), [
    own,
    { ...otherProtocol, counted: study('bases-per-model') },
    allTags,
    repeats,
    renames,
    { choice: 'direction', setting: 'derivatives per model', counted: current('derivatives-per-model') },
    ...byRelation,
  ]),
];
