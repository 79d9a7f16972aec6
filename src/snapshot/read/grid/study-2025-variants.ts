import {
  gridTables,
  measureOfCurrent,
  measureOfStudy2025,
  type Variant,
  type VariantParts,
  variantsOf,
} from './variant.ts';

const own = { choice: 'protocol', setting: 'study-2025' } satisfies VariantParts;
const otherProtocol = { choice: 'protocol', setting: 'current' } satisfies VariantParts;
const pipelineTag = { choice: 'taskOf', setting: 'pipeline tag' } satisfies VariantParts;

/** Distinct items of one of the lists, by model. */
const distinctItems = (kind: 'datasets' | 'models'): string =>
  `SELECT model, count(DISTINCT id) + count(DISTINCT item) FILTER (id IS NULL) AS v
   FROM grid_items WHERE kind = '${kind}' GROUP BY model`;

/** Without a card the study counts base names once already. */
const basesOnce = `(SELECT s.model, CASE WHEN r.has_card THEN coalesce(i.v, 0) ELSE s.bases END AS bases
  FROM study_models s JOIN grid_models m USING (model) JOIN model_rows r ON r.rowid = m.row
  LEFT JOIN (${distinctItems('models')}) i ON i.model = s.model)`;

const exactUses = '(SELECT DISTINCT model, dataset FROM grid_uses WHERE exact)';

/** Bases by the ids in the lists, letter for letter. */
const listedBases = `(SELECT DISTINCT i.model, m.model AS base FROM grid_items i
  JOIN (SELECT m.model, r.id FROM models m JOIN model_rows r ON r.rowid = m.row) m ON m.id = i.id
  WHERE i.kind = 'models')`;

/** Protocol `study-2025` and the other choices, one at a time. */
export const study2025Variants: readonly Variant[] = [
  ...variantsOf(measureOfStudy2025('datasets-per-model'), [
    own,
    { ...otherProtocol, counted: measureOfCurrent('datasets-per-model') },
    { ...pipelineTag, tables: { study_tasks: gridTables.model_tasks } },
    {
      ...{ choice: 'repeats', setting: 'counted once' },
      tables: { study_lists: `(SELECT model, v AS datasets FROM (${distinctItems('datasets')}))` },
    },
  ]),
  ...variantsOf(measureOfStudy2025('models-per-dataset'), [
    own,
    { ...otherProtocol, counted: measureOfCurrent('models-per-dataset') },
    { ...pipelineTag, tables: { study_tasks: gridTables.model_tasks, study_uses: exactUses } },
    {
      ...{ choice: 'scope', setting: 'any task', counted: measureOfCurrent('models-per-dataset') },
      tables: { uses: exactUses },
    },
    {
      ...{ choice: 'repeats', setting: 'kept' },
      tables: { study_uses: '(SELECT model, dataset FROM grid_uses WHERE exact)' },
    },
    {
      ...{ choice: 'renames', setting: 'followed' },
      tables: { study_uses: '(SELECT DISTINCT model, dataset FROM grid_uses)' },
    },
  ]),
  ...variantsOf(measureOfStudy2025('bases-per-model'), [
    own,
    { ...otherProtocol, counted: measureOfCurrent('bases-per-model') },
    { ...pipelineTag, tables: { study_tasks: gridTables.model_tasks } },
    { ...{ choice: 'repeats', setting: 'counted once' }, tables: { study_lists: basesOnce } },
    {
      ...{
        choice: 'direction',
        setting: 'derivatives per model',
        counted: measureOfCurrent('derivatives-per-model'),
      },
      tables: { model_tasks: gridTables.study_tasks, derivations: listedBases },
    },
  ]),
];
