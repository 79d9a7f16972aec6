import { sqlText } from '../../../text.ts';
import { tagList } from '../../derive/clean-names.ts';
import { readDeclaredSql, readNamesSql, readTextsSql, resolveNamesSql } from '../../derive/resolve-names.ts';
import { type EdgeChoice, inSliceSql } from '../edge-choice.ts';
import { mentionsSql } from './mentions.ts';

/** What the tables are for. */
export interface GridScope extends Pick<EdgeChoice, 'createdBefore'> {
  protocol: 'current' | 'study-2025';
  /** Every task of the protocol. */
  tasks: readonly string[];
  /** The study's tasks, in the order of their bits. */
  study2025Tasks: readonly string[];
}

/**
 * Temporary tables for the choices that the derived tables cannot answer: what is counted is written down with its
 * repeats, as declared and as resolved. Needs the derived tables and the macros for names.
 */
export function gridTablesSql(scope: GridScope): string[] {
  const inSlice = inSliceSql(scope);
  const where = inSlice === null ? '' : `WHERE ${inSlice}`;
  const within = inSlice === null ? '' : 'JOIN grid_models USING (model)';
  return [
    `CREATE TEMP TABLE grid_tasks AS SELECT * FROM (VALUES ${scope.tasks
      .map((task, index) => `(${index}, ${sqlText(task)}, ${bitOf(scope, task)})`)
      .join(', ')}) t(task, name, bit)`,
    `CREATE TEMP TABLE grid_models AS
     SELECT m.model, m.row, g.task FROM (SELECT * FROM models ${where}) m
     LEFT JOIN tasks t ON t.task = m.task LEFT JOIN grid_tasks g ON g.name = t.name`,
    // Every choice reads these: to find them again each time would cost more than all that is counted.
    'CREATE TEMP TABLE grid_members AS SELECT task, model FROM grid_models WHERE task IS NOT NULL',
    `CREATE TEMP TABLE grid_datasets_used AS SELECT model, dataset, flags FROM model_datasets ${within}`,
    `CREATE TEMP TABLE grid_bases AS SELECT model, base, relations, flags FROM model_bases ${within}`,
    `CREATE TEMP TABLE grid_member_bases AS
     SELECT model, base, relations FROM grid_bases WHERE model IN (SELECT model FROM grid_members)`,
    `CREATE TEMP TABLE grid_datasets AS
     SELECT g.task, d.dataset FROM (SELECT * FROM datasets ${where}) d
     JOIN dataset_tasks dt ON dt.dataset = d.dataset JOIN tasks t ON t.task = dt.task JOIN grid_tasks g ON g.name = t.name`,
    ...(scope.protocol === 'current'
      ? [...mentionsSql, tagMembersSql(scope.tasks)]
      : [
          // Rows that a later row of the same repo replaces are those that became no model.
          `CREATE TEMP TABLE superseded_models AS
           SELECT rowid AS row FROM model_rows WHERE rowid NOT IN (SELECT row FROM models)`,
          readTextsSql(),
          ...readDeclaredSql,
          ...itemsSql,
          ...readNamesSql(),
          ...resolveNamesSql,
          gridUsesSql,
        ]),
  ];
}

const bitOf = ({ study2025Tasks }: GridScope, task: string): number => {
  const place = study2025Tasks.indexOf(task);
  return place < 0 ? 0 : 2 ** place;
};

/** Models by every task found among their tags, or by their pipeline tag: most of the tags are that of the pipeline. */
const tagMembersSql = (tasks: readonly string[]): string => `CREATE TEMP TABLE grid_tag_members AS
  SELECT DISTINCT g.task, m.model FROM (
    SELECT rowid AS row, unnest(${tagList}) AS tag FROM model_rows WHERE regexp_matches(tags, '"(?:${tasks.join('|')})"')) t
  JOIN grid_tasks g ON g.name = t.tag JOIN grid_models m ON m.row = t.row WHERE g.task IS DISTINCT FROM m.task
  UNION ALL SELECT task, model FROM grid_members`;

/**
 * Every item of the declared lists, of every model: the card's, or without a card the names of the tags as they are.
 * `id` is null for an item that is not a string. The names among them are added to those to resolve.
 */
const itemsSql = [
  `CREATE TEMP TABLE grid_items AS
   SELECT kind, model, true AS has_card, item::VARCHAR AS item,
     CASE WHEN json_type(item) = 'VARCHAR' THEN json_extract_string(item, '$') END AS id
   FROM (${(['datasets', 'base_model'] as const)
     .map(
       (key) =>
         `SELECT '${key === 'datasets' ? 'datasets' : 'models'}' AS kind, m.model, unnest(CASE json_type(card_${key})
           WHEN 'VARCHAR' THEN [card_${key}::JSON] WHEN 'ARRAY' THEN json_extract(card_${key}, '$[*]') ELSE [] END) AS item
         FROM grid_models m JOIN model_rows r ON r.rowid = m.row WHERE r.has_card`,
     )
     .join(' UNION ALL ')})
   UNION ALL
   SELECT n.kind, m.model, false, n.text, n.text FROM declared d JOIN all_names n ON n.rowid = d.name
   JOIN grid_models m ON m.model = d.model JOIN model_rows r ON r.rowid = m.row WHERE NOT r.has_card`,
  `INSERT INTO all_names
   SELECT 'datasets', text, cleaned, fold_ascii(cleaned), is_repo_id(cleaned)
   FROM (SELECT text, clean_name('datasets', text) AS cleaned FROM (
     SELECT DISTINCT id AS text FROM grid_items WHERE kind = 'datasets' AND id IS NOT NULL
       AND id NOT IN (SELECT text FROM all_names WHERE kind = 'datasets')))`,
];

/** Datasets that the items name: letter for letter, and what names without such a match stand for. */
const gridUsesSql = `CREATE TEMP TABLE grid_uses AS
  WITH items AS (SELECT model, id FROM grid_items WHERE kind = 'datasets' AND id IS NOT NULL),
  ids AS (SELECT d.dataset, r.id FROM datasets d JOIN dataset_rows r ON r.rowid = d.row)
  SELECT i.model, ids.dataset, true AS exact FROM items i JOIN ids ON ids.id = i.id
  UNION ALL
  SELECT i.model, n.node, false FROM items i JOIN all_names a ON a.kind = 'datasets' AND a.text = i.id
  JOIN name_nodes n ON n.name = a.rowid
  WHERE n.state IN ('listed', 'renamed') AND i.id NOT IN (SELECT id FROM ids)`;
