import type { ChoiceName } from '../../../definitions/grid-choices.ts';
import type { MeasureTable, TableSet } from '../../../definitions/measures/table-set.ts';
import { type Measure, type MeasureOf, measureOf } from '../../../definitions/protocols.ts';

/** One headline measure under one choice: the SQL of a measure, on other tables. */
export interface Variant {
  /** The measure whose headline this is another form of. */
  measure: Measure['measure'];
  choice: ChoiceName;
  setting: string;
  /** The measure that is counted here: of the other protocol, or another one where the direction is turned. */
  counted: Measure;
  /** Tables that are others under this choice. */
  tables: TableSet['tables'];
}

/** What a variant is besides its measure. */
export type VariantParts = Pick<Variant, 'choice' | 'setting'> & Partial<Pick<Variant, 'counted' | 'tables'>>;

/** The variants of one measure; the measure itself is counted unless another one is given. */
export const variantsOf = (own: Measure, parts: readonly VariantParts[]): Variant[] =>
  parts.map((part) => ({ measure: own.measure, counted: own, tables: {}, ...part }));

export const measureOfCurrent = (name: MeasureOf<'current'>): Measure => measureOf('current', name);
export const measureOfStudy2025 = (name: MeasureOf<'study-2025'>): Measure => measureOf('study-2025', name);

/** The tables of the measures, as far as no choice changes them: of the grid's models and datasets, tasks as numbers. */
export const gridTables = {
  model_tasks: 'grid_members',
  dataset_tasks: 'grid_datasets',
  uses: 'grid_datasets_used',
  derivations: 'grid_bases',
  model_owners: '(SELECT model, owner FROM models)',
  dataset_owners: '(SELECT dataset, owner FROM datasets)',
  model_downloads: '(SELECT m.model, r.downloads FROM models m JOIN model_rows r ON r.rowid = m.row)',
  dataset_downloads: '(SELECT d.dataset, r.downloads FROM datasets d JOIN dataset_rows r ON r.rowid = d.row)',
  study_tasks: `(SELECT g.task, s.model FROM study_models s JOIN grid_models USING (model)
    JOIN grid_tasks g ON s.tasks & g.bit <> 0)`,
  study_lists: 'study_models',
  study_uses: 'study_uses',
} satisfies Record<MeasureTable, string>;
