import type { FigureOf, RankRow } from '../../documents/figure.ts';
import { distinctNames } from './colours.ts';
import { type Canvas, drawPlot, type Picture, wholeTicks } from './make-plot.ts';
import { nestMarks } from './nest-marks.ts';
import { seriesOf } from './series-of.ts';
import { toSymbol } from './shapes.ts';

/** The lines of a task, with their dashes. */
const lines = [
  { line: 'observed', dash: '', strokeWidth: 1.8 },
  { line: 'power law', dash: '6 4', strokeWidth: 1.4 },
  { line: 'lognormal', dash: '8 3 1.5 3', strokeWidth: 1.4 },
  { line: 'exponential', dash: '1.5 3', strokeWidth: 1.4 },
] as const satisfies readonly { line: RankRow['line']; dash: string; strokeWidth: number }[];

/** Where a line is marked with the shape of its task: at its ends and midway. */
function chooseMarked(line: readonly RankRow[]): RankRow[] {
  const places = new Set([0, Math.floor((line.length - 1) / 2), line.length - 1]);
  return line.filter((_, place) => places.has(place));
}

/** Rank against value, both logarithmic: a line a task, marked with its shape; fits are dashed (power law), dashed and dotted (lognormal) or dotted (exponential). */
export function plotRanks(canvas: Canvas, figure: FigureOf<'ranks'>): Picture {
  const { Plot } = canvas;
  const { rows, unit } = figure;
  const series = seriesOf(figure);
  const drawn = lines.flatMap(({ line, dash, strokeWidth }) =>
    series.map(({ name, colour }) =>
      Plot.line(
        rows.filter((row) => row.task === name && row.line === line),
        {
          ...{ x: 'rank', y: 'value', stroke: colour, strokeWidth },
          ...(dash === '' ? {} : { strokeDasharray: dash }),
          ariaLabel: () => `${name}: ${line}`,
        },
      ),
    ),
  );
  const observed = rows.filter(({ line }) => line === 'observed');
  const marked = distinctNames(observed, ({ task }) => task).flatMap((name) =>
    chooseMarked(observed.filter(({ task }) => task === name)),
  );
  const sizes = nestMarks(marked, ({ rank, value }) => `${rank} ${value}`);
  return drawPlot(canvas, {
    ...{ height: 420, marginLeft: 64, marginBottom: 40, insetLeft: 10, insetRight: 10 },
    x: { type: 'log', label: 'rank (logarithmic) →', grid: true, tickFormat: wholeTicks },
    y: { type: 'log', label: `↑ ${unit} (logarithmic)`, grid: true, tickFormat: wholeTicks },
    r: { type: 'identity' },
    marks: [
      ...drawn,
      ...series.map(({ name, colour, shape = 'circle' }) =>
        Plot.dot(
          marked.filter(({ task }) => task === name),
          {
            ...{ x: 'rank', y: 'value', r: (row: RankRow) => sizes.get(row) ?? 0 },
            ...{ symbol: toSymbol(shape), fill: 'none', stroke: colour },
            ariaLabel: ({ task, rank, value }: RankRow) => `${task}: ${rank} with at least ${value}`,
          },
        ),
      ),
    ],
  });
}
