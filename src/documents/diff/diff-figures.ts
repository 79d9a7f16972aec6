import { groupBy } from '../../group-by.ts';
import { repoKinds } from '../../repo-kind.ts';
import type { Column } from '../column.ts';
import type { Figure, PairRow, PartRow } from '../figure.ts';
import { nameRows } from '../report/name-rows.ts';
import type { DiffDocument, DiffRow } from './diff.ts';

/** What changed, in pictures: the means of both sides, what became of the repos, and of the most used. */
export const diffFigures = ({ rows, repos, turnover }: DiffDocument): Figure[] => [
  ...[...groupBy(rows, ({ question, measure, modality }) => nameRows(question, measure, modality))].map(
    ([name, members]) => meansFigure(name, members),
  ),
  ...partsFigure(
    'repos',
    'What became of the repos',
    'Repos are matched by their _id: those that came, went, or have another id.',
    repoKinds.flatMap((kind) =>
      (['came', 'went', 'renamed'] as const).map((part) => ({ whole: kind, part, count: repos[kind][part] })),
    ),
  ),
  ...(turnover.length === 0
    ? []
    : partsFigure(
        'turnover',
        'Turnover of the most used',
        'Of the most used of both snapshots: those in both, those only in the new one, and those only in the old one.',
        turnover.flatMap(({ kind, kept, entered, left }) => [
          { whole: kind, part: 'in both', count: kept },
          { whole: kind, part: 'entered', count: entered.length },
          { whole: kind, part: 'left', count: left.length },
        ]),
      )),
];

function meansFigure(name: string, rows: readonly DiffRow[]): Figure {
  return {
    kind: 'pairs',
    id: `means-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
    title: `${name}: the means, old and new`,
    description:
      'Each task has its mean in both snapshots, the old one above the new one, on a logarithmic axis; means of 0 have a column of their own.',
    unit: 'mean',
    columns: [
      textColumn('label', 'task'),
      textColumn('side', 'snapshot'),
      { key: 'value', heading: 'mean', kind: 'number' },
    ],
    rows: rows.flatMap(({ task, ...sides }) =>
      (['old', 'new'] as const).flatMap((side): PairRow[] => {
        const value = sides[side]?.mean ?? null;
        return value === null ? [] : [{ label: task, side, value, mark: null }];
      }),
    ),
  };
}

const textColumn = (key: string, heading: string): Column => ({ key, heading, kind: 'text' });

/** Nothing where nothing is to be counted: a bar of no length is not a picture. */
const partsFigure = (id: string, title: string, description: string, rows: PartRow[]): Figure[] =>
  rows.every(({ count }) => count === 0)
    ? []
    : [
        {
          ...{ kind: 'parts', id, title, description, unit: 'repos', rows },
          columns: [
            textColumn('whole', 'kind'),
            textColumn('part', 'what became of them'),
            { key: 'count', heading: 'repos', kind: 'count' },
          ],
        },
      ];
