import { relations } from '../../definitions/relations.ts';
import {
  type ColumnDescription,
  type ColumnDescriptions,
  count,
  figure,
  flag,
  structure,
  type Table,
  text,
  toColumns,
} from '../table.ts';
import type { TopRow } from './top.ts';

const share = (heading: string, meaning: string, formula: string): ColumnDescription =>
  figure(meaning, 'share, 0–1', { kind: 'share', heading, formula, emptyWhen: 'nothing in scope is used' });

/** Numbers by name, as `3 finetune, 1 merge`; those of 0 left out. */
const countsText = (counts: unknown): string | null =>
  counts === null
    ? null
    : Object.entries(counts as Record<string, number>)
        .filter(([, n]) => n > 0)
        .map(([name, n]) => `${n} ${name}`)
        .join(', ');

const top: ColumnDescriptions<keyof TopRow> = {
  rank: count('Rank by the chosen figure, descending; ties by id', 'place'),
  id: text(
    'Repo id; of a ghost the spelling that most models declare; of an owner the part of ids before the slash',
  ),
  task: text('Pipeline tag of a model; task categories of a dataset, between semicolons', {
    emptyWhen: 'it has none, or is a ghost or an owner',
  }),
  ghost: flag('Declared, but not in the snapshot; of an owner: none of its repos is'),
  uses: count(
    'Distinct models that declare the dataset, or name the base; of an owner: any of its datasets or models',
    'models',
  ),
  owners: count('Distinct owners of these models, except its own', 'owners'),
  ownUses: count('Of these models, those of its own owner', 'models', { heading: 'own uses' }),
  share: share('share', 'Share of the uses of all nodes in scope, ghosts included', 'uses / total'),
  cumulativeShare: share('cumulative', 'Share of this row and those above it', 'Σ uses / total'),
  relations: structure('Edges to it by relation; an edge with several counts under each', 'JSON object', {
    toText: countsText,
    emptyWhen: 'it is a dataset',
    values: relations,
  }),
  topOwner: structure('The owner of most of these models, possibly its own; ties by name', 'JSON object', {
    heading: 'top owner',
    toText: (value) => {
      const one = value as TopRow['topOwner'];
      return one === null ? null : `${one.owner} (${one.uses})`;
    },
    emptyWhen: 'nothing uses it',
  }),
  descendants: count('Models that descend from it over base-model edges, also by way of ghosts', 'models', {
    emptyWhen: 'it is a dataset',
  }),
  downloads: count('Downloads of the last 30 days, as listed; of an owner their sum', 'downloads', {
    emptyWhen: 'the Hub gave none, or it is a ghost',
  }),
  likes: count('Likes, as listed; of an owner their sum', 'likes', {
    emptyWhen: 'the Hub gave none, or it is a ghost',
  }),
  createdAt: text('When the repo was created', {
    unit: 'ISO 8601, UTC',
    heading: 'created',
    emptyWhen: 'the Hub gave none, or it is a ghost or an owner',
  }),
};

/** `rows` of `top`. */
export const topTable: Table = {
  name: 'top',
  command: 'top',
  columns: toColumns(top),
  csv: true,
  primaryKey: ['rank'],
};
