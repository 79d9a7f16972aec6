import { relations } from '../../definitions/relations.ts';
import { repoKinds } from '../../repo-kind.ts';
import type { RenameEffect } from '../report/report-row.ts';
import type { ColumnDescription, ColumnDescriptions, Table } from '../table.ts';
import { count, figure, flag, structure, text, toColumns } from '../table.ts';
import type { RunningState } from './running-document.ts';
import type { BaseDifferences, StatusDocument } from './status-document.ts';

const moment = (meaning: string, emptyWhen = 'never'): ColumnDescription =>
  text(meaning, { unit: 'ISO 8601, UTC', emptyWhen });

const status: ColumnDescriptions<keyof StatusDocument> = {
  schemaVersion: count('Version of the keys and of what they mean', 'number'),
  complete: flag('Whether every listing of the collection reached its end'),
  finished: flag('Whether it is complete and the look-ups that --resolve allowed are done'),
  startedAt: moment('When the collection began'),
  finishedAt: moment('When it was complete', 'it is not complete'),
  endpoint: text('The Hub'),
  protocol: text('Protocol of the collection'),
  scope: structure(
    'What it covers: all, modalities, tasks, limited, and if limited, by which order',
    'JSON object',
  ),
  models: count('Models in the snapshot, distinct by _id', 'repos'),
  datasets: count('Datasets in the snapshot, distinct by _id', 'repos'),
  streams: structure('The listings; see streams', 'table'),
  references: structure('What the declared names turned out to be; see referenceStates', 'table'),
  rejected: count('List items without _id or id as text, kept aside', 'items'),
  private: count('Private repos that the token could see and that were left out', 'repos'),
  unknownTasks: structure('Task words without a modality; see unknownTasks', 'table'),
  renames: structure('The effect of following renames; see renames', 'table'),
  source: text('Where the snapshot comes from', { values: ['crawl', 'dump', 'simulation'] }),
  mixedDownloads: flag('Whether listed downloads are of several days', { emptyWhen: 'that was not checked' }),
  gone: structure(
    'Repos that --check-deleted took out, as they are not listed any more: models, datasets, checkedAt',
    'JSON object',
  ),
  baseDifferences: structure(
    'The base models of the tags against those that the Hub itself names; see baseDifferences',
    'JSON object',
    { emptyWhen: 'the collection was made without --check-bases' },
  ),
};

const listings: ColumnDescriptions<keyof StatusDocument['streams'][number]> = {
  kind: text('What was listed', { heading: 'listing', values: repoKinds }),
  task: text('Task that was listed', { emptyWhen: 'every repo was listed (--all, a dump)' }),
  pages: count('Pages read', 'pages'),
  rows: count('Repos read, each once', 'repos'),
  state: text('done, partial (not yet at its end) or failed', { values: ['done', 'partial', 'failed'] }),
  error: text('Why it failed', { width: 32, emptyWhen: 'it did not fail' }),
  walk: text('Order of creation in which the Hub listed it', {
    values: ['ascending', 'descending'],
    emptyWhen: 'nothing was listed yet, or the snapshot is not of a crawl by this version',
  }),
};

const references = (meaning: string, more: Partial<ColumnDescription> = {}): ColumnDescription =>
  count(meaning, 'references', {
    population: 'distinct pairs of a model and a cleaned, folded name',
    ...more,
  });

const referenceStateColumns: ColumnDescriptions<
  keyof StatusDocument['references']['datasets'] | keyof StatusDocument['references']['baseModels']
> = {
  declared: references('All references', { formula: 'sum of the others but selfLoops' }),
  listed: references('The name is in the snapshot, ignoring case'),
  renamed: references('In the snapshot under another name'),
  placeholder: references('A word that is not a dataset, such as json or imagefolder; datasets only'),
  malformed: references('Cannot be a repo id'),
  outside: references('Exists on the Hub, under this name or another, but was not listed'),
  missing: references('The Hub knows no such repo, or hides it'),
  unresolved: references('Never looked up, or the look-up failed'),
  selfLoops: references(
    'A model that names itself: left out of the graph, among listed or renamed; base models only',
  ),
};

const basePairs = (meaning: string): ColumnDescription =>
  count(meaning, 'pairs', { population: 'distinct pairs of a model and a base other than itself' });

const baseDifferences: ColumnDescriptions<keyof BaseDifferences> = {
  models: count('Models of which the tags or baseModels name a base', 'models'),
  differing: count('Those of them for which the two do not name the same bases', 'models'),
  inBoth: basePairs('Bases that the tags and baseModels name'),
  onlyTags: basePairs('Bases that the tags alone name, repos that do not exist among them'),
  onlyBaseModels: basePairs('Bases that baseModels alone names'),
  otherRelation: count(
    'Models for which the two name the same bases, but one of them under another relation',
    'models',
  ),
  noRelation: count(
    'Models for which the two name the same bases, none under another relation, but one without a relation',
    'models',
  ),
  otherRelationExamples: structure('Some models of otherRelation; see otherRelationExamples', 'table'),
};

const baseRelations = (meaning: string): ColumnDescription =>
  structure(meaning, 'list of text', {
    values: relations.filter((relation) => relation !== 'unspecified'),
  });

const otherRelationExamples: ColumnDescriptions<keyof BaseDifferences['otherRelationExamples'][number]> = {
  model: text('Id of a model with the same bases, one under another relation; the first five by id'),
  base: text('The first such base of it, as baseModels names it'),
  tags: baseRelations('Its relations by the tags'),
  baseModels: baseRelations('Its relations by baseModels'),
};

const unknownTasks: ColumnDescriptions<keyof StatusDocument['unknownTasks'][number]> = {
  task: text('Task word without a modality: it has no row in a report', {
    heading: 'unknown task',
    width: 60,
  }),
  models: count('Models with it as pipeline tag', 'models'),
  datasets: count('Datasets with it among their task_categories', 'datasets'),
};

const renames: ColumnDescriptions<keyof RenameEffect> = {
  datasetReferences: count('References to datasets that reach a repo only through an old name', 'references'),
  baseModelReferences: count('The same for base models', 'references'),
  means: structure('The RQ2 means that these change; see renamedMeans', 'table'),
};

const running: ColumnDescriptions<keyof RunningState> = {
  process: count('Process that collects', 'process id'),
  since: moment('When this run of it began'),
  writtenAt: moment('When it last reported its progress'),
  phase: text('What it does now', { values: ['start', 'list', 'names', 'derive'] }),
  phaseSince: moment('When it began to do so'),
  done: count('Listings, or names looked up, that are done', 'listings or names'),
  total: count('How many there are to do', 'listings or names'),
  pages: count('Pages that this run has read', 'pages', { emptyWhen: 'it lists nothing now' }),
  repos: count('Repos that they brought', 'repos', { emptyWhen: 'it lists nothing now' }),
  quotaLeft: count('Requests left in the window of the Hub', 'requests', {
    emptyWhen: 'the Hub has not reported it',
  }),
  waitingFor: text('Why nothing is sent', { emptyWhen: 'it does not wait' }),
  waitingUntil: moment('Until when', 'it does not wait'),
};

const mean = { formula: 'Σx / n', population: 'all members' };

const renamedMeans: ColumnDescriptions<keyof RenameEffect['means'][number]> = {
  task: text('Task whose mean changes'),
  without: figure('Mean of models-per-dataset, without following renames', 'models', mean),
  with: figure('The same, following renames', 'models', mean),
};

/** The listings, of `status`. */
export const listingTable: Table = { name: 'streams', command: 'status', columns: toColumns(listings) };

/** The task words without a modality, of `status`. */
export const unknownTaskTable: Table = {
  name: 'unknownTasks',
  command: 'status',
  columns: toColumns(unknownTasks),
};

/** `status --format json` and its parts; renames are of `report` too, under protocol current. */
export const statusTables: readonly Table[] = [
  { name: 'status', command: 'status', columns: toColumns(status) },
  { name: 'running', command: 'status', columns: toColumns(running) },
  listingTable,
  { name: 'referenceStates', command: 'status', columns: toColumns(referenceStateColumns) },
  { name: 'baseDifferences', command: 'status', columns: toColumns(baseDifferences) },
  { name: 'otherRelationExamples', command: 'status', columns: toColumns(otherRelationExamples) },
  unknownTaskTable,
  { name: 'renames', command: 'status', columns: toColumns(renames) },
  { name: 'renamedMeans', command: 'status', columns: toColumns(renamedMeans) },
];
