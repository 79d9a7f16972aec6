/** What the protocol study-2025 needs: task words among the tags as bits, lengths of the declared lists, exact uses. */

/**
 * @param tasks the study's tasks; the place of a task is its bit
 */
export const buildStudySql = (create: string, tasks: readonly string[]): string[] => [
  // A JSON text holds an element word for word only between bare quotes, so no list needs to be taken apart.
  `CREATE TEMP TABLE study_members AS
   SELECT m.model, m.row, ${tasks
     .map(
       (task, bit) => `(contains(r.tags, '"${task}"') OR r.pipeline_tag = '${task}')::INTEGER * ${2 ** bit}`,
     )
     .map((term) => `coalesce(${term}, 0)`)
     .join(' + ')} AS tasks
   FROM models m JOIN (SELECT rowid, coalesce(tags, '[]') AS tags, coalesce(pipeline_tag, '') AS pipeline_tag FROM model_rows) r
   ON r.rowid = m.row`,
  `CREATE TEMP TABLE study_lists AS
   SELECT s.model, s.tasks, r.has_card, r.card_datasets, r.card_base_model, s.row FROM study_members s
   JOIN model_rows r ON r.rowid = s.row WHERE s.tasks > 0`,
  `CREATE TEMP TABLE study_items AS
   SELECT model, unnest(CASE json_type(card_datasets) WHEN 'VARCHAR' THEN [card_datasets ->> '$']
     WHEN 'ARRAY' THEN list_transform(list_filter(json_extract(card_datasets, '$[*]'), lambda i: json_type(i) = 'VARCHAR'), lambda i: json_extract_string(i, '$'))
     ELSE [] END) AS id FROM study_lists WHERE has_card
   UNION ALL
   SELECT s.model, d.text FROM declared d JOIN study_lists s ON s.row = d.row WHERE d.kind = 'datasets' AND NOT s.has_card`,
  `CREATE TEMP TABLE study_tag_counts AS
   SELECT row, count(*) FILTER (kind = 'datasets') AS datasets,
     count(DISTINCT folded) FILTER (kind = 'models') AS bases
   FROM (SELECT d.row, d.kind, n.folded FROM declared d LEFT JOIN names n ON n.kind = d.kind AND n.text = d.text
     WHERE d.row IN (SELECT row FROM study_lists WHERE NOT has_card)) GROUP BY row`,
  `${create} study_models AS
   SELECT s.model, s.tasks::INTEGER AS tasks,
     CASE WHEN has_card THEN ${listLength('card_datasets')} ELSE coalesce(c.datasets, 0) END::INTEGER AS datasets,
     CASE WHEN has_card THEN ${listLength('card_base_model')} ELSE coalesce(c.bases, 0) END::INTEGER AS bases
   FROM study_lists s LEFT JOIN study_tag_counts c ON c.row = s.row ORDER BY s.model`,
  `${create} study_uses AS
   SELECT DISTINCT i.model, d.dataset FROM study_items i
   JOIN (SELECT d.dataset, r.id FROM datasets d JOIN dataset_rows r ON r.rowid = d.row) d ON d.id = i.id
   ORDER BY ALL`,
];

/** A string is one item; anything but a string or a list is none. */
const listLength = (json: string): string =>
  `CASE json_type(${json}) WHEN 'VARCHAR' THEN 1 WHEN 'ARRAY' THEN json_array_length(${json}) ELSE 0 END`;
