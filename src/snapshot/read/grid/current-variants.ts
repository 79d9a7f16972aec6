import { choicesOf } from '../../../definitions/grid-choices.ts';
import { type Measure, type MeasureOf, measuresOf } from '../../../definitions/protocols.ts';
import { relations } from '../../../definitions/relations.ts';
import { gridTables, measureOfCurrent, measureOfStudy2025, type Variant } from './variant.ts';

/** What a choice changes: the measure that is counted, or tables that it is counted on. */
type Change = Partial<Pick<Variant, 'counted' | 'tables'>>;

/** Mentions of datasets and of bases, with their repeats. */
const repeated = {
  uses: `(SELECT model, thing AS dataset FROM grid_mentions WHERE kind = 'datasets')`,
  derivations: `(SELECT model, thing AS base FROM grid_mentions WHERE kind = 'models' AND kept AND thing <> model)`,
};

const unfollowed = {
  uses: `(SELECT model, plain AS dataset FROM grid_mentions WHERE kind = 'datasets' AND first)`,
  derivations: `(SELECT model, plain AS base FROM grid_mentions WHERE kind = 'models' AND first AND plain <> model)`,
};

/** Edges with one of these relations, given as bits; bases per model need only the edges of the tasks' models. */
const keepRelated = (bits: number, { measure }: Measure): Change => ({
  tables: {
    derivations: `(SELECT model, base FROM ${measure === 'bases-per-model' ? 'grid_member_bases' : 'grid_bases'}
      WHERE relations & ${bits} <> 0)`,
  },
});

/** Each relation left out, and alone. An edge counts as long as it has a relation that is counted. */
const byRelation = relations.flatMap((relation, place): [string, (measure: Measure) => Change][] => {
  const bit = 2 ** place;
  const others = 2 ** relations.length - 1 - bit;
  return [
    [`relations without ${relation}`, (measure) => keepRelated(others, measure)],
    [`relations ${relation} alone`, (measure) => keepRelated(bit, measure)],
  ];
});

/** The measure that counts owners where another counts models, and the other way round. */
const otherUsers: Partial<Record<MeasureOf<'current'>, MeasureOf<'current'>>> = {
  'models-per-dataset': 'owners-per-dataset',
  'owners-per-dataset': 'models-per-dataset',
  'derivatives-per-model': 'owners-per-model',
  'owners-per-model': 'derivatives-per-model',
};

const withOtherUsers = ({ measure }: Measure): Change => {
  const other = otherUsers[measure];
  return other === undefined ? {} : { counted: measureOfCurrent(other) };
};

/** What each choice changes, by its name and setting. */
const changes: Record<string, (measure: Measure) => Change> = {
  'protocol current': () => ({}),
  'protocol study-2025': ({ measure }) => ({
    counted: measureOfStudy2025(measure as MeasureOf<'study-2025'>),
    // Only of the study's tasks: it does not define others.
    tables: {
      dataset_tasks: '(SELECT task, dataset FROM grid_datasets JOIN grid_tasks USING (task) WHERE bit <> 0)',
    },
  }),
  'taskOf all tags': () => ({ tables: { model_tasks: 'grid_tag_members' } }),
  'scope same task': () => ({
    counted: measureOfStudy2025('models-per-dataset'),
    tables: { study_tasks: gridTables.model_tasks, study_uses: gridTables.uses },
  }),
  'repeats kept': () => ({ tables: repeated }),
  'renames not followed': () => ({ tables: unfollowed }),
  'direction bases per derivative': () => ({ counted: measureOfCurrent('bases-per-model') }),
  'direction derivatives per model': () => ({ counted: measureOfCurrent('derivatives-per-model') }),
  'users owners': withOtherUsers,
  'users models': withOtherUsers,
  ...Object.fromEntries(byRelation),
};

function variantsOfMeasure(own: Measure): Variant[] {
  // Zeros in and out are two readings of the same figures.
  const choices = choicesOf('current', [own]).filter(({ choice }) => choice !== 'zeros');
  return choices.map(({ choice, setting }) => {
    const change = changes[`${choice} ${setting}`];
    if (change === undefined) throw new RangeError(`no grid has the choice ${choice}, ${setting}`);
    return { measure: own.measure, choice, setting, counted: own, tables: {}, ...change(own) };
  });
}

/** Protocol `current` and the other choices, one at a time. */
export const currentVariants: readonly Variant[] = measuresOf.current.flatMap(variantsOfMeasure);
