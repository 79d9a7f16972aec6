import { counted, type Entries, words } from '../entry.ts';

const listed = 'it is not in the snapshot';
const moment = 'the Hub gave none';

const repo = {
  hub_id: words('The Hub’s _id: stays when a repo is renamed'),
  id: words('Repo id, owner/name'),
  created_at: { ...words('When it was created', moment), unit: 'UTC timestamp' },
  last_modified: { ...words('When it was last changed', moment), unit: 'UTC timestamp' },
  downloads: counted('Downloads of the last 30 days, as the Hub counts', 'downloads', '', moment),
  likes: counted('Likes', 'likes', '', moment),
  gated: words('false, true, auto or manual', moment),
} satisfies Entries;

/** `models.parquet` of `export`. */
export const modelExportEntries = {
  ...repo,
  pipeline_tag: words('Its one task', 'it has none'),
  library_name: words('Library', moment),
  has_card: { ...words('Whether its card is in the snapshot'), unit: 'boolean' },
  study_tasks: { ...words('The study’s tasks among its tags'), unit: 'list of text' },
  study_datasets: counted(
    'Length of its list of datasets, as study-2025 counts',
    'items',
    '',
    'it has no task of the study',
  ),
  study_bases: counted(
    'Length of its list of bases, as study-2025 counts',
    'items',
    '',
    'it has no task of the study',
  ),
} satisfies Entries;

/** `datasets.parquet` of `export`. */
export const datasetExportEntries = {
  ...repo,
  task_categories: { ...words('Its tasks'), unit: 'list of text' },
} satisfies Entries;

const edge = {
  malformed: { ...words('The name cannot be a repo id'), unit: 'boolean' },
  same_owner: { ...words('Both ends have one owner'), unit: 'boolean' },
  renamed: { ...words('Found by a rename alone'), unit: 'boolean' },
} satisfies Entries;

/** `model_bases.parquet` of `export`: derived model → base model, each edge once. */
export const modelBaseExportEntries = {
  model: words('_id of the derived model'),
  base: words('Id of the base; its cleaned name, ASCII letters small, where it is not in the snapshot'),
  base_id: words('_id of the base', listed),
  relations: { ...words('finetune, adapter, quantized, merge; unspecified alone'), unit: 'list of text' },
  ...edge,
} satisfies Entries;

/** `model_datasets.parquet` of `export`: model → dataset, each edge once. */
export const modelDatasetExportEntries = {
  model: words('_id of the model'),
  dataset: words('Id of the dataset; its cleaned name, ASCII letters small, where it is not in the snapshot'),
  dataset_id: words('_id of the dataset', listed),
  in_current: { ...words('An edge of protocol current'), unit: 'boolean' },
  in_study: {
    ...words('The model’s list holds the dataset’s id letter for letter (study-2025)'),
    unit: 'boolean',
  },
  ...edge,
} satisfies Entries;

/** `references.parquet` of `export`: what `status` says of the references. */
export const referenceExportEntries = {
  kind: words('models or datasets: what is referred to'),
  state: words('listed, renamed, placeholder, malformed, outside, missing or unresolved'),
  references: counted('Distinct pairs of a model and a cleaned, folded name', 'references'),
  self_loops: counted('Models that name themselves, among listed or renamed', 'references'),
} satisfies Entries;

/** `provenance.parquet` of `export`: one row, where the snapshot comes from. */
export const provenanceExportEntries = {
  generator: words('The program and its version'),
  endpoint: words('The Hub'),
  source: words('crawl, dump or simulation'),
  protocol: words('Protocol of the collection'),
  scope: { ...words('What it covers'), unit: 'JSON text' },
  cards: { ...words('Whether the declared lists of the cards were kept'), unit: 'boolean' },
  dump: { ...words('What it was imported from', 'it comes from no dump'), unit: 'JSON text' },
  tasks_package: words('The list of tasks and modalities'),
  started_at: { ...words('When the collection began'), unit: 'ISO 8601' },
  finished_at: { ...words('When it was complete', 'it is not complete'), unit: 'ISO 8601' },
  complete: { ...words('Whether every stream reached its end'), unit: 'boolean' },
  models: counted('Models in the snapshot', 'models'),
  datasets: counted('Datasets in the snapshot', 'datasets'),
} satisfies Entries;
