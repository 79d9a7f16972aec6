import type { ChoiceName } from '../../../definitions/grid-choices.ts';
import type { MeasureName } from '../../../definitions/protocols.ts';

/** One headline measure under one choice, as SQL over the derived tables and those of the grid. */
export interface Variant {
  /** The measure whose headline this is another form of. */
  measure: MeasureName;
  /** The measure that is counted here: another one only where the direction is turned. */
  counted: MeasureName;
  choice: ChoiceName;
  setting: string;
  /** Who belongs to a task: columns task (of `grid_tasks`) and member. */
  members: string;
  /** What is counted: columns member and v, and where `byTask` also task; a member that is not there has 0. */
  counts: string;
  byTask: boolean;
}

/** What a variant is besides its measure; counted is the measure itself unless given. */
export type VariantParts = Pick<Variant, 'choice' | 'setting' | 'members' | 'counts'> &
  Partial<Pick<Variant, 'counted' | 'byTask'>>;

/** The variants of one measure. */
export const variantsOf = (measure: MeasureName, parts: readonly VariantParts[]): Variant[] =>
  parts.map((part) => ({ measure, counted: measure, byTask: false, ...part }));

/** Who belongs to a task. */
export const memberSql = {
  pipelineTag: 'SELECT task, model AS member FROM grid_models WHERE task IS NOT NULL',
  allTags: 'SELECT task, model AS member FROM grid_tag_members',
  /** As the study has it, in bits. */
  studyTags: `SELECT g.task, s.model AS member FROM study_models s JOIN grid_models USING (model)
    JOIN grid_tasks g ON s.tasks & g.bit <> 0`,
  dataset: 'SELECT task, dataset AS member FROM grid_datasets',
  /** Of the study's tasks alone: it says nothing of others. */
  studyDataset:
    'SELECT task, dataset AS member FROM grid_datasets JOIN grid_tasks USING (task) WHERE bit <> 0',
};

/** What the two protocols count, over the derived tables. */
export const countSql = {
  datasets: 'SELECT model AS member, count(*) AS v FROM model_datasets GROUP BY model',
  uses: 'SELECT dataset AS member, count(*) AS v FROM model_datasets JOIN grid_models USING (model) GROUP BY dataset',
  bases: 'SELECT model AS member, count(*) AS v FROM model_bases GROUP BY model',
  derivatives:
    'SELECT base AS member, count(*) AS v FROM model_bases JOIN grid_models USING (model) GROUP BY base',
  studyDatasets: 'SELECT model AS member, datasets AS v FROM study_models',
  studyBases: 'SELECT model AS member, bases AS v FROM study_models',
  /** By task: models of the task that hold the id. */
  studyUses: `SELECT t.task, u.dataset AS member, count(*) AS v FROM study_uses u
    JOIN (${memberSql.studyTags}) t ON t.member = u.model GROUP BY ALL`,
};
