import { groupBy } from '../../group-by.ts';
import type { Column } from '../column.ts';
import { comparisonFigures } from '../comparison/comparison-figures.ts';
import type { Figure, LorenzRow, MeanRow, SpreadRow } from '../figure.ts';
import { survivorFigures } from '../grid/survivor-figures.ts';
import { coverageFigure } from './coverage-figure.ts';
import { nameRows, questionHeading } from './name-rows.ts';
import { fittedRanks, observedRanks } from './rank-rows.ts';
import type { ReportDocument, ReportRow } from './report-row.ts';
import { straighten } from './straighten.ts';
import { thin } from './thin.ts';
import { valuesOf } from './values-of.ts';
import { type WhoIsReused, whoFigures } from './who-figures.ts';

const columnOf = (key: string, heading: string, kind: Column['kind']): Column => ({ key, heading, kind });
const task = columnOf('task', 'task', 'text');

/** The data of a figure of lines are the points that draw it. */
const sampled = ' Its data are the points that draw the lines; those between them are left out.';

/** As many tasks have a line in a figure of lines: those with the greatest totals. */
const mostLines = 6;

/**
 * The pictures of a report: for each measure and modality the spread of the tasks, their means where intervals were
 * asked for, rank against value, and Lorenz curves; after those of a question, who is reused; then what was asked for
 * beside the rows.
 * @param document whose rows have Lorenz curves, which hold how often each value occurs
 */
export function toReportFigures(
  { rows, comparison, grid, coverage }: ReportDocument,
  who: WhoIsReused = { owners: [], tops: [], flows: [] },
): Figure[] {
  const byQuestion = [...groupBy(rows, ({ question }) => question).values()];
  return [
    ...byQuestion.flatMap((members) =>
      [...rowFigures(members), ...whoFigures(members, who)].map((figure) => ({
        ...figure,
        heading: questionHeading(members[0]?.question ?? ''),
      })),
    ),
    ...(comparison === undefined ? [] : comparisonFigures(comparison.rows)),
    ...(grid === undefined ? [] : survivorFigures(grid.conclusions)),
    ...coverageFigure(coverage),
  ];
}

const rowFigures = (rows: readonly ReportRow[]): Figure[] =>
  [...groupBy(rows, ({ measure, modality }) => `${measure} ${modality}`).values()].flatMap((members) => [
    spreadFigure(members),
    ...(members.some((row) => row.meanCi != null) ? [meanFigure(members)] : []),
    ...lineFigures(members),
  ]);

/** Observed ranks are whole; fitted ones are expected numbers of members. */
const rankText: Column['toText'] = (rank, writeNumber) =>
  Number.isInteger(rank) ? String(rank) : writeNumber(rank);

/** `derivatives-per-model` counts derivatives. */
const unitOf = (measure: string): string => measure.split('-per-')[0] ?? measure;

const describeCurves = (rows: readonly ReportRow[]): { id: string; name: string; unit: string } => {
  const { question = 'RQ1', measure = '', modality = '' } = rows[0] ?? {};
  return {
    id: `${question}-${measure}-${modality}`.toLowerCase(),
    name: nameRows(question, measure, modality),
    unit: unitOf(measure),
  };
};

/**
 * Values of up to 20 are drawn as they are, larger ones in twenty classes per decade: thousands of dots would show no
 * more.
 */
const classOf = (value: number): number =>
  value <= 20 ? value : Math.round(10 ** (Math.round(Math.log10(value) * 20) / 20));

function spreadFigure(rows: readonly ReportRow[]): Figure {
  const { id, name, unit } = describeCurves(rows);
  const spread = rows.flatMap((row): SpreadRow[] => {
    const classes = new Map<number, number>();
    for (const { value, members } of valuesOf(row)) {
      classes.set(classOf(value), (classes.get(classOf(value)) ?? 0) + members);
    }
    return [...classes].map(([value, members]) => ({ task: row.task, value, members }));
  });
  return {
    kind: 'spread',
    id: `${id}-spread`,
    title: `${name}: how the values spread`,
    description:
      'Each dot is a value, larger where more members have it; the bars on the left are the share of members with 0, which a logarithmic axis cannot show. Values above 20 are grouped into twenty classes per decade.',
    unit,
    columns: [task, columnOf('value', 'value', 'count'), columnOf('members', 'members', 'count')],
    rows: spread,
  };
}

function meanFigure(rows: readonly ReportRow[]): Figure {
  const { id, name, unit } = describeCurves(rows);
  const means = rows.flatMap(({ task: of, mean, meanCi }): MeanRow[] => {
    if (mean === null) return [];
    const [low, high] = meanCi ?? [null, null];
    return [{ task: of, mean, low, high }];
  });
  return {
    kind: 'means',
    id: `${id}-means`,
    title: `${name}: means and their intervals`,
    description:
      'The mean over the headline population, with its 95 % bootstrap interval; a dot without a line has none.',
    unit,
    columns: [
      task,
      columnOf('mean', 'mean', 'number'),
      columnOf('low', 'low', 'number'),
      columnOf('high', 'high', 'number'),
    ],
    rows: means,
  };
}

function lineFigures(rows: readonly ReportRow[]): Figure[] {
  const { id, name, unit } = describeCurves(rows);
  const lines = [...rows]
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total || (a.task < b.task ? -1 : 1))
    .slice(0, mostLines);
  if (lines.length === 0) return [];
  const which =
    rows.length > lines.length ? ` Only the ${lines.length} tasks with the largest totals are drawn.` : '';
  const ranks = lines.flatMap((row) => [...observedRanks(row), ...fittedRanks(row)]);
  const fits = ranks.some(({ line }) => line !== 'observed')
    ? ' Dashed: the fitted power law; on the same tail, dashed and dotted: the lognormal, dotted: the exponential.'
    : '';
  // Points alone are no line: where every value is the same, the spread shows all that there is.
  const isDrawn = ranks.length > new Set(ranks.map((row) => row.task)).size;
  const rankFigure: Figure[] = [
    {
      kind: 'ranks',
      id: `${id}-ranks`,
      title: `${name}: rank and value`,
      description: `How many members have at least a value: straight lines would be power laws; the marks of a line are its task’s.${fits}${which}${sampled}`,
      unit,
      columns: [
        task,
        columnOf('line', 'line', 'text'),
        { ...columnOf('rank', 'rank', 'number'), toText: rankText },
        columnOf('value', 'value', 'count'),
      ],
      rows: ranks,
    },
  ];
  return [
    ...(isDrawn ? rankFigure : []),
    {
      kind: 'lorenz',
      id: `${id}-lorenz`,
      title: `${name}: Lorenz curves`,
      description: `The share of the total that the members with the smallest values hold, over all members and over those with at least one; the thin diagonal is equality.${which}${sampled}`,
      unit,
      columns: [
        task,
        columnOf('population', 'population', 'text'),
        columnOf('members', 'share of members', 'share'),
        columnOf('total', 'share of the total', 'share'),
      ],
      rows: lines.flatMap(lorenzRows),
    },
  ];
}

function lorenzRows(row: ReportRow): LorenzRow[] {
  const points = row.lorenz ?? [];
  const zeros = row.zeroShare ?? 0;
  const nameCurve = (population: LorenzRow['population']) => (point: { members: number; total: number }) => ({
    task: row.task,
    population,
    ...point,
  });
  const reused = points
    .filter(({ members }) => members >= zeros)
    .map(({ members, total }) => ({ members: zeros === 1 ? 0 : (members - zeros) / (1 - zeros), total }));
  const placeOf = ({ members, total }: { members: number; total: number }) => [members, total] as const;
  const thinOut = (curve: typeof points) => straighten(thin(curve, placeOf), placeOf);
  return [
    ...thinOut(points).map(nameCurve('n all')),
    ...thinOut(zeros > 0 ? reused : points).map(nameCurve('n>0')),
  ];
}
