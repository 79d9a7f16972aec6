import { relations } from '../../../definitions/relations.ts';
import type { exportColumns } from '../../../definitions/sql/export-columns.ts';
import type { ExportTableName } from '../../../definitions/sql/export-layout.ts';

/** A table of the export: what each column is in SQL, where from, and how the rows are sorted. */
export interface ExportTable<T extends ExportTableName = ExportTableName> {
  columns: Record<keyof (typeof exportColumns)[T], string>;
  from: string;
  /** So that a reader who asks for one task, dataset or base can pass over most of a file. */
  order: string;
}

/** The names whose bits are set, in the order of the names. */
const namesOfBits = (bits: string, names: readonly string[]): string =>
  `list_filter([${names.map((name) => `'${name}'`).join(', ')}], lambda name, place: (${bits} >> (place::INTEGER - 1)) & 1 = 1)`;

/**
 * A moment in UTC as what it is: engines take one without a zone for local time. Does not depend on this machine's
 * zone.
 */
const withZone = (moment: string): string => `make_timestamptz(epoch_us(${moment}))`;

const repoColumns = {
  hub_id: 'r.hub_id',
  id: 'r.id',
  created_at: withZone('r.created_at'),
  last_modified: withZone('r.last_modified'),
  downloads: 'r.downloads',
  likes: 'r.likes',
  gated: 'r.gated',
};

/** Of an edge, with the ghost that it leads to. */
const edgeColumns = {
  malformed: 'coalesce(g.malformed, false)',
  same_owner: 'e.flags & 1 > 0',
  renamed: 'e.flags & 2 > 0',
};

const modelOf = 'JOIN models m ON m.model = e.model JOIN model_rows r ON r.rowid = m.row';

const modelsTable = (study2025Tasks: readonly string[]): ExportTable<'models'> => ({
  columns: {
    ...repoColumns,
    pipeline_tag: 'r.pipeline_tag',
    library_name: 'r.library_name',
    has_card: 'r.has_card',
    study_tasks: `CASE WHEN s.tasks IS NULL THEN []::VARCHAR[] ELSE ${namesOfBits('s.tasks', study2025Tasks)} END`,
    study_datasets: 's.datasets',
    study_bases: 's.bases',
  },
  from: 'models m JOIN model_rows r ON r.rowid = m.row LEFT JOIN study_models s ON s.model = m.model',
  // Models are numbered by their tasks, in the order of the words.
  order: 'm.model',
});

const datasetsTable: ExportTable<'datasets'> = {
  columns: {
    ...repoColumns,
    task_categories: 'coalesce(t.names, []::VARCHAR[])',
  },
  from: `datasets d JOIN dataset_rows r ON r.rowid = d.row LEFT JOIN (
    SELECT dataset, list(name ORDER BY name) AS names FROM dataset_tasks JOIN tasks USING (task) GROUP BY dataset) t
    ON t.dataset = d.dataset`,
  order: 'r.id',
};

const modelBasesTable: ExportTable<'model_bases'> = {
  columns: {
    model: 'r.hub_id',
    base: 'coalesce(b.id, g.spelling)',
    base_id: 'b.hub_id',
    relations: namesOfBits('e.relations', relations),
    ...edgeColumns,
  },
  from: `model_bases e ${modelOf} LEFT JOIN models bm ON bm.model = e.base LEFT JOIN model_rows b ON b.rowid = bm.row
    LEFT JOIN ghosts g ON g.kind = 'models' AND g.node = e.base`,
  order: 'base, e.model',
};

const modelDatasetsTable: ExportTable<'model_datasets'> = {
  columns: {
    model: 'r.hub_id',
    dataset: 'coalesce(d.id, g.spelling)',
    dataset_id: 'd.hub_id',
    in_current: 'e.in_current',
    in_study: 'e.in_study',
    ...edgeColumns,
  },
  from: `(SELECT model, dataset, u.model IS NOT NULL AS in_current, s.model IS NOT NULL AS in_study, coalesce(flags, 0) AS flags
      FROM model_datasets u FULL JOIN study_uses s USING (model, dataset)) e ${modelOf}
    LEFT JOIN datasets dd ON dd.dataset = e.dataset LEFT JOIN dataset_rows d ON d.rowid = dd.row
    LEFT JOIN ghosts g ON g.kind = 'datasets' AND g.node = e.dataset`,
  order: 'dataset, e.model',
};

const declaredNamesTable: ExportTable<'declared_names'> = {
  columns: {
    kind: 'kind',
    state: 'state',
    pairs: '"references"',
    self_loops: 'self_loops',
  },
  from: 'reference_states',
  order: 'kind, state',
};

const provenanceTable: ExportTable<'provenance'> = {
  columns: {
    generator: '$generator',
    endpoint: `p ->> '$.endpoint'`,
    source: `p ->> '$.source'`,
    protocol: `p ->> '$.protocol'`,
    scope: `p ->> '$.scope'`,
    cards: `coalesce((p ->> '$.cards')::BOOLEAN, false)`,
    dump: `p ->> '$.dump'`,
    tasks_package: `p ->> '$.tasksPackage'`,
    started_at: withZone(`(p ->> '$.startedAt')::TIMESTAMP`),
    finished_at: withZone(`(p ->> '$.finishedAt')::TIMESTAMP`),
    complete: `NOT EXISTS (SELECT 1 FROM streams WHERE state <> 'done')`,
    models: '(SELECT count(*) FROM models)',
    datasets: '(SELECT count(*) FROM datasets)',
  },
  from: `(SELECT value::JSON AS p FROM meta WHERE key = 'provenance')`,
  order: 'ALL',
};

/**
 * The tables of an export, over the derived tables. Edges carry the Hub's `_id`s, which outlive renames.
 * @param study2025Tasks the study's tasks; the place of a task is its bit
 */
export const exportTables = (
  study2025Tasks: readonly string[],
): { [T in ExportTableName]: ExportTable<T> } => ({
  models: modelsTable(study2025Tasks),
  datasets: datasetsTable,
  model_bases: modelBasesTable,
  model_datasets: modelDatasetsTable,
  declared_names: declaredNamesTable,
  provenance: provenanceTable,
});
