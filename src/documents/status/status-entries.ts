import { counted, type Entries, type Entry, figure, words } from '../entry.ts';
import type { RenameEffect } from '../report/report-row.ts';
import type { StatusDocument } from './status-document.ts';

const table = (meaning: string): Entry => ({ ...words(meaning), unit: 'table' });
const moment = (meaning: string, emptyWhen = 'never'): Entry => ({
  ...words(meaning, emptyWhen),
  unit: 'ISO 8601, UTC',
});

/** The keys of `status --format json`. */
export const statusEntries: Entries<keyof StatusDocument> = {
  schemaVersion: counted('Version of the keys and of what they mean', 'number'),
  complete: { ...words('Whether every stream of the collection reached its end'), unit: 'boolean' },
  finished: { ...words('Whether it is complete and the look-ups it allowed are done'), unit: 'boolean' },
  startedAt: moment('When the collection began'),
  finishedAt: moment('When it was complete', 'it is not complete'),
  endpoint: words('The Hub'),
  protocol: words('Protocol of the collection'),
  scope: { ...words('What it covers: all, modalities, tasks, limited'), unit: 'JSON object' },
  models: counted('Models in the snapshot, distinct by _id', 'repos'),
  datasets: counted('Datasets in the snapshot, distinct by _id', 'repos'),
  streams: table('The listings; see streams'),
  references: table('What the declared names turned out to be; see referenceStates'),
  rejected: counted('List items without _id or id as text, kept aside', 'items'),
  private: counted('Private repos that the token could see and that were left out', 'repos'),
  unknownTasks: table('Task words without a modality; see unknownTasks'),
  renames: table('What following renames did; see renames'),
  source: { ...words('Where the snapshot comes from'), values: ['crawl', 'dump', 'simulation'] },
};

/** `streams` of `status`. */
export const streamEntries: Entries<keyof StatusDocument['streams'][number]> = {
  kind: { ...words('What was listed'), values: ['models', 'datasets'] },
  task: words('Task that was listed', 'every repo was listed (--all, a dump)'),
  pages: counted('Pages read', 'pages'),
  rows: counted('Repos read, each once', 'repos'),
  state: { ...words('done, partial (not yet at its end) or failed'), values: ['done', 'partial', 'failed'] },
  error: words('Why it failed', 'it did not fail'),
};

const references = (meaning: string): Entry =>
  counted(meaning, 'references', 'distinct pairs of a model and a cleaned, folded name');

/** `references` of `status`, of datasets and of base models. */
export const referenceEntries: Entries<
  keyof StatusDocument['references']['datasets'] | keyof StatusDocument['references']['baseModels']
> = {
  declared: { ...references('All references'), formula: 'sum of the others but selfLoops' },
  listed: references('The name is in the snapshot, case aside'),
  renamed: references('In the snapshot under another name'),
  placeholder: references('A word that is no dataset, such as json or imagefolder; datasets only'),
  malformed: references('Cannot be a repo id'),
  outside: references('Exists on the Hub, under this name or another, but was not listed'),
  missing: references('The Hub knows no such repo, or hides it'),
  unresolved: references('Never looked up, or the look-up failed'),
  selfLoops: references(
    'A model that names itself: left out of the graph, among listed or renamed; base models only',
  ),
};

/** `unknownTasks` of `status`. */
export const unknownTaskEntries: Entries<keyof StatusDocument['unknownTasks'][number]> = {
  task: words('Task word without a modality: it has no row in a report'),
  models: counted('Models with it as pipeline tag', 'models'),
  datasets: counted('Datasets with it among their task_categories', 'datasets'),
};

/** `renames` of `status` and of `report`, under protocol current. */
export const renameEntries: Entries<keyof RenameEffect> = {
  datasetReferences: counted('References to datasets that reach a repo by an old name alone', 'references'),
  baseModelReferences: counted('The same of base models', 'references'),
  means: table('The RQ2 means that these move; see renamedMeans'),
};

/** `means` of `renames`. */
export const renamedMeanEntries: Entries<keyof RenameEffect['means'][number]> = {
  task: words('Task whose mean is moved'),
  without: figure(
    'Mean of models-per-dataset, no rename followed',
    'models',
    'Σx / n',
    'all members',
    'never',
  ),
  with: figure('The same, renames followed', 'models', 'Σx / n', 'all members', 'never'),
};
