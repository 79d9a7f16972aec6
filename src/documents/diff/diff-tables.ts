import { repoKinds } from '../../repo-kind.ts';
import type { Column } from '../column.ts';
import { describedFigures, figureColumns } from '../report/figure-columns.ts';
import { reportTable } from '../report/report-table.ts';
import {
  type ColumnDescriptions,
  count,
  type DescribedColumn,
  figure,
  structure,
  type Table,
  text,
  toColumns,
} from '../table.ts';
import type { DiffRow, RepoChanges, Turnover } from './diff.ts';

/** The sides of a row, in their order. */
export const sides = ['old', 'new', 'change'] as const;
type Side = (typeof sides)[number];

const capital = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** `old` and `mean` → `oldMean`: in CSV `old_mean`. */
export const sideKey = (side: Side, name: string): string => `${side}${capital(name)}`;

const meanings: Record<Side, string> = {
  old: 'in the old snapshot',
  new: 'in the new one',
  change: 'new minus old',
};
const missing: Record<Side, string> = {
  old: 'the old snapshot has no such row',
  new: 'the new one has no such row',
  change: 'either side is empty',
};

const places: readonly DescribedColumn[] = reportTable.columns.filter(({ key }) =>
  ['question', 'measure', 'modality', 'task'].includes(key),
);

const figures: readonly DescribedColumn[] = describedFigures.flatMap((name) =>
  sides.map((side): DescribedColumn => {
    const column = figureColumns[name];
    const empty = column.emptyWhen === 'never' || side === 'change' ? [] : [column.emptyWhen];
    return {
      ...column,
      key: sideKey(side, name),
      heading: `${column.heading ?? name} ${side}`,
      meaning: `${column.meaning}, ${meanings[side]}`,
      emptyWhen: [...empty, missing[side]].join(', or '),
    };
  }),
);

/** `rows` of `diff`: in JSON `old`, `new` and `change` hold the figures by name. */
export const diffTable: Table = {
  name: 'diff',
  command: 'diff',
  columns: [...places, ...figures],
  csv: true,
};

/** The figure of a side with a name such as `change.mean`, `change_mean` or `changeMean`; null for none. */
export function findFigure(name: string): { key: string } | null {
  const letters = (text: string): string => text.replace(/[._]/g, '').toLowerCase();
  const found = figures.find(({ key }) => letters(key) === letters(name));
  return found === undefined ? null : { key: found.key };
}

/** Every name that {@link findFigure} takes. */
export const figureChoices = sides.flatMap((side) => describedFigures.map((name) => `${side}.${name}`));

/** A row with its figures side by side. */
export function flatten({ question, measure, modality, task, ...row }: DiffRow): {
  measure: string;
  task: string;
} {
  const cells = describedFigures.flatMap((name) =>
    sides.map((side) => [sideKey(side, name), row[side]?.[name] ?? null]),
  );
  return { question, measure, modality, task, ...Object.fromEntries(cells) };
}

/** What a table for readers shows of it. */
export const shownColumns: readonly Column[] = diffTable.columns.filter(({ key }) =>
  [
    'task',
    'oldN',
    'newN',
    'oldMean',
    'newMean',
    'changeMean',
    'oldGini',
    'newGini',
    'changeGini',
    'changeTotal',
  ].includes(key),
);

const repos: ColumnDescriptions<'kind' | keyof RepoChanges> = {
  kind: text('What the repos are', { values: repoKinds }),
  came: count('Repos of the new snapshot that the old one does not have', 'repos'),
  went: count('Repos of the old snapshot that the new one does not have', 'repos'),
  renamed: count('Repos of both whose id has changed', 'repos'),
};

/** `repos` of `diff`. */
export const repoChangeTable: Table = { name: 'diffRepos', command: 'diff', columns: toColumns(repos) };

const namesColumn = (meaning: string) =>
  structure(meaning, 'list of text', { toText: (value) => (value as string[]).join(', '), width: 40 });

const turnover: ColumnDescriptions<keyof Turnover> = {
  kind: text('What the repos are', { values: repoKinds }),
  n: count('How many of the most used are compared', 'repos'),
  kept: count('Number in both', 'repos'),
  jaccard: figure('Similarity of the two sets', '0–1', {
    ...{ formula: 'in both / in either', emptyWhen: 'nothing is used', reference: 'Jaccard 1901' },
  }),
  overlap: figure('Similarity relative to the smaller set', '0–1', {
    ...{ formula: 'in both / the smaller of the two', emptyWhen: 'nothing is used on one side' },
    reference: 'Szymkiewicz 1934',
  }),
  entered: namesColumn('Those only in the new snapshot'),
  left: namesColumn('Those only in the old snapshot'),
};

/** `turnover` of `diff`. */
export const turnoverTable: Table = { name: 'turnover', command: 'diff', columns: toColumns(turnover) };
