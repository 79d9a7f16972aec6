import type { ExportTableName } from './export-layout.ts';

/** What a column of an export holds: `names` is a list of texts, `moment` a timestamp with zone. */
export type ExportType = 'text' | 'names' | 'integer' | 'bigint' | 'flag' | 'moment';

const repo = {
  hub_id: 'text',
  id: 'text',
  created_at: 'moment',
  last_modified: 'moment',
  downloads: 'bigint',
  likes: 'bigint',
  gated: 'text',
} as const;

const edge = { malformed: 'flag', same_owner: 'flag', renamed: 'flag' } as const;

/**
 * The columns of the tables, in their order in the files: an engine that does not look into the files is told them.
 * The date of a snapshot is in the names of the folders alone.
 */
export const exportColumns = {
  models: {
    ...repo,
    pipeline_tag: 'text',
    library_name: 'text',
    has_card: 'flag',
    study_tasks: 'names',
    study_datasets: 'integer',
    study_bases: 'integer',
  },
  datasets: { ...repo, task_categories: 'names' },
  model_bases: { model: 'text', base: 'text', base_id: 'text', relations: 'names', ...edge },
  model_datasets: {
    model: 'text',
    dataset: 'text',
    dataset_id: 'text',
    in_current: 'flag',
    in_study: 'flag',
    ...edge,
  },
  declared_names: { kind: 'text', state: 'text', pairs: 'integer', self_loops: 'integer' },
  provenance: {
    generator: 'text',
    endpoint: 'text',
    source: 'text',
    protocol: 'text',
    scope: 'text',
    cards: 'flag',
    dump: 'text',
    tasks_package: 'text',
    started_at: 'moment',
    finished_at: 'moment',
    complete: 'flag',
    models: 'bigint',
    datasets: 'bigint',
  },
} as const satisfies Record<ExportTableName, Record<string, ExportType>>;
