import { ofWord } from './resolve-names.ts';

// What the protocol study-2025 needs: task words among the tags as bits, lengths of the declared lists, exact uses.

/**
 * The models with any of the study's tasks, of which `declared_texts` has those that are tags.
 * @param tasks the study's tasks; the place of a task is its bit
 */
export const findStudyMembersSql = (tasks: readonly string[]): string[] => [
  `CREATE TEMP TABLE study_words AS SELECT * FROM (VALUES ${tasks.map((task, bit) => `('${task}', ${2 ** bit})`).join(', ')}) w(task, bit)`,
  `CREATE TEMP TABLE study_members AS
   SELECT row, bit_or(bit) AS tasks FROM (
     SELECT row, text AS task FROM declared_texts WHERE relation = ${ofWord}
     UNION ALL SELECT rowid, pipeline_tag FROM model_rows)
   JOIN study_words USING (task) GROUP BY row`,
];

/** Their tasks, lists and uses. The members and all declared names must be there. */
export const buildStudy2025Sql = (create: string): string[] => [
  `CREATE TEMP TABLE study_lists AS
   SELECT m.model, s.tasks, r.has_card, r.card_datasets, r.card_base_model
   FROM study_members s JOIN models m ON m.row = s.row JOIN model_rows r ON r.rowid = s.row`,
  `CREATE TEMP TABLE study_items AS
   SELECT model, unnest(CASE json_type(card_datasets) WHEN 'VARCHAR' THEN [card_datasets ->> '$']
     WHEN 'ARRAY' THEN list_transform(list_filter(json_extract(card_datasets, '$[*]'), lambda i: json_type(i) = 'VARCHAR'), lambda i: json_extract_string(i, '$'))
     ELSE [] END) AS id FROM study_lists WHERE has_card
   UNION ALL
   SELECT s.model, n.text FROM declared d JOIN study_lists s ON s.model = d.model JOIN all_names n ON n.rowid = d.name
   WHERE n.kind = 'datasets' AND NOT s.has_card`,
  `CREATE TEMP TABLE study_tag_counts AS
   SELECT s.model, count(*) FILTER (n.kind = 'datasets') AS datasets, count(DISTINCT n.folded) FILTER (n.kind = 'models' AND n.folded <> '') AS bases
   FROM study_lists s JOIN declared d ON d.model = s.model JOIN all_names n ON n.rowid = d.name WHERE NOT s.has_card GROUP BY s.model`,
  `${create} study_models AS
   SELECT s.model, s.tasks::INTEGER AS tasks,
     CASE WHEN has_card THEN ${listLength('card_datasets')} ELSE coalesce(c.datasets, 0) END::INTEGER AS datasets,
     CASE WHEN has_card THEN ${listLength('card_base_model')} ELSE coalesce(c.bases, 0) END::INTEGER AS bases
   FROM study_lists s LEFT JOIN study_tag_counts c ON c.model = s.model ORDER BY s.model`,
  `${create} study_uses AS
   SELECT DISTINCT i.model, d.dataset FROM study_items i
   JOIN (SELECT d.dataset, r.id FROM datasets d JOIN dataset_rows r ON r.rowid = d.row) d ON d.id = i.id
   ORDER BY ALL`,
];

/** A string is one item; anything but a string or a list is none. */
const listLength = (json: string): string =>
  `CASE json_type(${json}) WHEN 'VARCHAR' THEN 1 WHEN 'ARRAY' THEN json_array_length(${json}) ELSE 0 END`;
