import type { exportColumns } from '../../definitions/sql/export-columns.ts';
import { exportTableNames } from '../../definitions/sql/export-layout.ts';
import { type ColumnDescriptions, count, flag, type Table, text, toColumns } from '../table.ts';

const listed = 'it is not in the snapshot';
const moment = 'the Hub gave none';

const repo = {
  hub_id: text('The Hub’s _id: stays when a repo is renamed'),
  id: text('Repo id, owner/name'),
  created_at: text('When it was created', { unit: 'timestamp with zone', emptyWhen: moment }),
  last_modified: text('When it was last changed', { unit: 'timestamp with zone', emptyWhen: moment }),
  downloads: count('Downloads of the last 30 days, as the Hub counts', 'downloads', { emptyWhen: moment }),
  likes: count('Likes', 'likes', { emptyWhen: moment }),
  gated: text('false, true, auto or manual', { emptyWhen: moment }),
} satisfies ColumnDescriptions;

/** `models` of `export`. */
const modelColumns = {
  ...repo,
  pipeline_tag: text('Its one task', { emptyWhen: 'it has none' }),
  library_name: text('Library', { emptyWhen: moment }),
  has_card: flag('Whether its card is in the snapshot'),
  study_tasks: text('The study’s tasks among its tags', { unit: 'list of text' }),
  study_datasets: count('Length of its list of datasets, as study-2025 counts', 'items', {
    emptyWhen: 'it has no task of the study',
  }),
  study_bases: count('Length of its list of bases, as study-2025 counts', 'items', {
    emptyWhen: 'it has no task of the study',
  }),
} satisfies ColumnDescriptions;

/** `datasets` of `export`. */
const datasetColumns = {
  ...repo,
  task_categories: text('Its tasks', { unit: 'list of text' }),
} satisfies ColumnDescriptions;

const edge = {
  malformed: flag('The name cannot be a repo id'),
  same_owner: flag('Both ends have the same owner'),
  renamed: flag('Found only through a rename'),
} satisfies ColumnDescriptions;

/** `model_bases` of `export`: derived model → base model, each edge once. */
const modelBaseColumns = {
  model: text('_id of the derived model'),
  base: text('Id of the base; its cleaned name in ASCII lower case if it is not in the snapshot'),
  base_id: text('_id of the base', { emptyWhen: listed }),
  relations: text('finetune, adapter, quantized, merge; unspecified alone', { unit: 'list of text' }),
  ...edge,
} satisfies ColumnDescriptions;

/** `model_datasets` of `export`: model → dataset, each edge once. */
const modelDatasetColumns = {
  model: text('_id of the model'),
  dataset: text('Id of the dataset; its cleaned name in ASCII lower case if it is not in the snapshot'),
  dataset_id: text('_id of the dataset', { emptyWhen: listed }),
  in_current: flag('An edge of protocol current'),
  in_study: flag('The model’s list holds exactly the dataset’s id (study-2025)'),
  ...edge,
} satisfies ColumnDescriptions;

/** `declared_names` of `export`: what the declared names turned out to be, as `status` counts them. */
const declaredNameColumns = {
  kind: text('models or datasets: what is named'),
  state: text('listed, renamed, placeholder, malformed, outside, missing or unresolved'),
  pairs: count('Distinct pairs of a model and a cleaned, folded name', 'pairs'),
  self_loops: count('Models that name themselves, among listed or renamed', 'pairs'),
} satisfies ColumnDescriptions;

/** `provenance` of `export`: one row, where the snapshot comes from. */
const provenanceColumns = {
  generator: text('The program and its version'),
  endpoint: text('The Hub'),
  source: text('crawl, dump or simulation'),
  protocol: text('Protocol of the collection'),
  scope: text('What it covers', { unit: 'JSON text' }),
  cards: flag('Whether the declared lists of the cards were kept'),
  dump: text('What it was imported from', { unit: 'JSON text', emptyWhen: 'it does not come from a dump' }),
  tasks_package: text('The list of tasks and modalities'),
  started_at: text('When the collection began', { unit: 'timestamp with zone' }),
  finished_at: text('When it was complete', { unit: 'timestamp with zone', emptyWhen: 'it is not complete' }),
  complete: flag('Whether every listing reached its end'),
  models: count('Models in the snapshot', 'models'),
  datasets: count('Datasets in the snapshot', 'datasets'),
} satisfies ColumnDescriptions;

const columnsOf = {
  models: modelColumns,
  datasets: datasetColumns,
  model_bases: modelBaseColumns,
  model_datasets: modelDatasetColumns,
  declared_names: declaredNameColumns,
  provenance: provenanceColumns,
} satisfies { [T in keyof typeof exportColumns]: Record<keyof (typeof exportColumns)[T], object> };

/** The tables of `export`, as their folders are named. */
export const exportDescriptions: readonly Table[] = exportTableNames.map((name) => ({
  name,
  command: 'export',
  columns: toColumns(columnsOf[name]),
}));
