import {
  type ColumnDescriptions,
  count,
  figure,
  flag,
  structure,
  type Table,
  text,
  toColumns,
} from '../table.ts';
import { ageTable, ageYearTable } from './age-tables.ts';
import type {
  LineageDocument,
  LineageTopRow,
  RelativeRow,
  RemovalRow,
  RootRow,
  UsersDocument,
} from './lineage.ts';
import { lineageShapeTable } from './lineage-shape-table.ts';

const id = text('Repo id; of a ghost the name that models declare');
const ghost = flag('Declared as a base, but not in the snapshot');
const task = text('Pipeline tag', { emptyWhen: 'it has none, or is not in the snapshot' });
const downloads = count('Downloads of the last 30 days, as listed', 'downloads', {
  emptyWhen: 'the Hub gave none',
});
const createdAt = text('When the repo was created', {
  unit: 'ISO 8601, UTC',
  heading: 'created',
  emptyWhen: 'the Hub gave none',
});

const top: ColumnDescriptions<keyof LineageTopRow> = {
  id,
  ghost,
  derivatives: count('Distinct models that name it as a base', 'models'),
  descendants: count('Models that descend from it over base-model edges, also by way of ghosts', 'models'),
  maxGeneration: count('Greatest distance of a descendant', 'edges', {
    heading: 'deepest',
    emptyWhen: 'it has no derivative',
  }),
  meanGeneration: figure('Mean distance of its descendants', 'edges', {
    heading: 'mean depth',
    formula: 'Σ distance / descendants',
    emptyWhen: 'it has no derivative',
  }),
};

/** `top` of `lineage`: the bases with most derivatives. */
export const lineageTopTable: Table = {
  name: 'lineageTop',
  command: 'lineage',
  columns: toColumns(top),
  csv: true,
  primaryKey: ['id'],
};

const generations: ColumnDescriptions<keyof LineageDocument['generations'][number]> = {
  generation: count(
    'Shortest distance from any base, which is a model with derivatives and no base',
    'edges',
  ),
  models: count('Models of this generation; those with no base above them are in none', 'models'),
};

/** `generations` of `lineage`. */
export const generationTable: Table = {
  name: 'generations',
  command: 'lineage',
  columns: toColumns(generations),
  primaryKey: ['generation'],
};

const parents: ColumnDescriptions<keyof LineageDocument['parents'][number]> = {
  parents: count('Distinct bases that a model names', 'bases'),
  models: count('Models that name this many', 'models'),
};

/** `parents` of `lineage`. */
export const parentTable: Table = {
  name: 'parents',
  command: 'lineage',
  columns: toColumns(parents),
  primaryKey: ['parents'],
};

const roots: ColumnDescriptions<keyof RootRow> = {
  task: text('Pipeline tag of the bases', { emptyWhen: 'they have none, or are not in the snapshot' }),
  ghost,
  bases: count('Models with derivatives and without a base', 'models'),
  lineages: count('Of these, those with at least 10 descendants, or the number given by --least', 'models', {
    heading: 'root lineages',
  }),
  largest: count('Most descendants of one of them', 'models'),
};

/** `roots` of `lineage`. */
export const rootTable: Table = { name: 'roots', command: 'lineage', columns: toColumns(roots) };

const relationsText = (relations: unknown): string | null =>
  Array.isArray(relations) ? relations.join(', ') : null;

const countsText = (counts: unknown): string | null => {
  const entries = Object.entries((counts ?? {}) as Record<string, number>);
  return entries.length === 0 ? null : entries.map(([name, n]) => `${n} ${name}`).join(', ');
};

const relative: ColumnDescriptions<keyof RelativeRow> = {
  id,
  ghost,
  distance: count('Edges of the shortest path to the model asked for', 'edges'),
  relations: structure('Relations of the edge to the next model on that path', 'list of text', {
    toText: relationsText,
  }),
  via: text('The next model on that path'),
  task,
  downloads,
  createdAt,
  hidden: structure('Models below it that are not shown, by relation', 'JSON object', {
    toText: countsText,
    emptyWhen: 'all are shown, or it is an ancestor',
  }),
  hiddenOwners: count('Owners of those of these models that are in the snapshot', 'owners', {
    heading: 'by owners',
    emptyWhen: 'all are shown, or it is an ancestor',
  }),
};

/** `ancestors` and `descendants` of `lineage <model>`. */
export const relativeTable: Table = {
  name: 'relatives',
  command: 'lineage <model>',
  columns: toColumns(relative),
  csv: true,
};

const users: ColumnDescriptions<keyof UsersDocument['rows'][number]> = {
  id: text('Repo id of a model that declares the dataset'),
  task,
  downloads,
  createdAt,
};

/** `rows` of `lineage <dataset> --users`. */
export const userTable: Table = {
  name: 'users',
  command: 'lineage <dataset> --users',
  columns: toColumns(users),
  csv: true,
};

const usersByTask: ColumnDescriptions<keyof UsersDocument['byTask'][number]> = {
  task: text('Pipeline tag of the models', { emptyWhen: 'they have none' }),
  models: count('Models of the task that declare the dataset', 'models'),
  share: { ...figure('Their share of all that declare it', 'share, 0–1'), kind: 'share' },
};

/** `byTask` of `lineage <dataset> --users`. */
export const usersByTaskTable: Table = {
  name: 'usersByTask',
  command: 'lineage <dataset> --users',
  columns: toColumns(usersByTask),
};

const removal: ColumnDescriptions<keyof RemovalRow> = {
  task: text('Pipeline tag; models that are not in the snapshot are in no row', {
    emptyWhen: 'they have none',
  }),
  models: count('Models of the task in the snapshot', 'models'),
  descendants: count('Of these, those that descend from a repo removed', 'models'),
  share: {
    ...figure('Share of the task that descends from a repo removed', 'share, 0–1', {
      formula: 'descendants / models',
    }),
    kind: 'share',
  },
  downloads: count('Downloads of the last 30 days of these descendants', 'downloads'),
};

/** `byTask` of `lineage --without`. */
export const removalTable: Table = {
  name: 'removal',
  command: 'lineage --without <repo or owner>',
  columns: toColumns(removal),
  csv: true,
};

/** Every table of `lineage`. */
export const lineageTables: readonly Table[] = [
  lineageShapeTable,
  lineageTopTable,
  generationTable,
  parentTable,
  rootTable,
  ageTable,
  ageYearTable,
  relativeTable,
  userTable,
  usersByTaskTable,
  removalTable,
];
