import { countSql, memberSql, type Variant, variantsOf } from './variant.ts';

const { pipelineTag, studyTags, dataset } = memberSql;

/** Distinct items of a kind of list. */
const distinctItems = (kind: 'datasets' | 'models'): string =>
  `SELECT model AS member, count(DISTINCT id) + count(DISTINCT item) FILTER (id IS NULL) AS v
   FROM grid_items WHERE kind = '${kind}' GROUP BY model`;

/** Without a card the study counts base names once already. */
const basesOnce = `SELECT s.model AS member, CASE WHEN r.has_card THEN coalesce(i.v, 0) ELSE s.bases END AS v
  FROM study_models s JOIN grid_models m USING (model) JOIN model_rows r ON r.rowid = m.row
  LEFT JOIN (${distinctItems('models')}) i ON i.member = s.model`;

/** Uses by task: of models that belong to the task in one way or another. */
const usesByTask = (members: string, counted: string, uses: string): string =>
  `SELECT t.task, u.dataset AS member, ${counted} AS v FROM (${uses}) u JOIN (${members}) t ON t.member = u.model GROUP BY ALL`;

const exactUses = 'SELECT model, dataset FROM grid_uses WHERE exact';

/** Protocol `study-2025` and the other choices, one at a time. */
export const studyVariants: readonly Variant[] = [
  ...variantsOf('datasets-per-model', [
    { choice: 'protocol', setting: 'study-2025', members: studyTags, counts: countSql.studyDatasets },
    { choice: 'protocol', setting: 'current', members: pipelineTag, counts: countSql.datasets },
    { choice: 'taskOf', setting: 'pipeline tag', members: pipelineTag, counts: countSql.studyDatasets },
    { choice: 'repeats', setting: 'counted once', members: studyTags, counts: distinctItems('datasets') },
  ]),
  ...variantsOf('models-per-dataset', [
    { choice: 'protocol', setting: 'study-2025', members: dataset, counts: countSql.studyUses, byTask: true },
    { choice: 'protocol', setting: 'current', members: dataset, counts: countSql.uses },
    {
      choice: 'taskOf',
      setting: 'pipeline tag',
      members: dataset,
      counts: usesByTask(pipelineTag, 'count(DISTINCT u.model)', exactUses),
      byTask: true,
    },
    {
      choice: 'scope',
      setting: 'any task',
      members: dataset,
      counts: `SELECT dataset AS member, count(DISTINCT model) AS v FROM (${exactUses}) GROUP BY dataset`,
    },
    {
      choice: 'repeats',
      setting: 'kept',
      members: dataset,
      counts: usesByTask(studyTags, 'count(*)', exactUses),
      byTask: true,
    },
    {
      choice: 'renames',
      setting: 'followed',
      members: dataset,
      counts: usesByTask(studyTags, 'count(DISTINCT u.model)', 'SELECT model, dataset FROM grid_uses'),
      byTask: true,
    },
  ]),
  ...variantsOf('bases-per-model', [
    { choice: 'protocol', setting: 'study-2025', members: studyTags, counts: countSql.studyBases },
    { choice: 'protocol', setting: 'current', members: pipelineTag, counts: countSql.bases },
    { choice: 'taskOf', setting: 'pipeline tag', members: pipelineTag, counts: countSql.studyBases },
    { choice: 'repeats', setting: 'counted once', members: studyTags, counts: basesOnce },
    {
      choice: 'direction',
      setting: 'derivatives per model',
      counted: 'derivatives-per-model',
      members: studyTags,
      counts: `SELECT m.model AS member, count(DISTINCT i.model) AS v FROM grid_items i
        JOIN (SELECT m.model, r.id FROM models m JOIN model_rows r ON r.rowid = m.row) m ON m.id = i.id
        WHERE i.kind = 'models' GROUP BY m.model`,
    },
  ]),
];
