import type { FigureOf, VerdictRow } from '../../documents/figure.ts';
import { type Canvas, drawPlot, nameAxis, nameMargin, type Picture, rowsHeight } from './make-plot.ts';
import { verdictSeries } from './series-of.ts';

/** A mark for each verdict: to be seen without its colour, too. */
const marks = {
  possible: { symbol: 'circle', r: 4, filled: true },
  suspicious: { symbol: 'square', r: 5, filled: false },
  impossible: { symbol: 'times', r: 6, filled: false },
} as const;

/** A row a mean, with the mark of its verdict. */
export function plotVerdicts(canvas: Canvas, { rows, unit }: FigureOf<'verdicts'>): Picture {
  const { Plot } = canvas;
  const labels = rows.map(({ label }) => label);
  const isLog = rows.every(({ mean }) => mean > 0);
  return drawPlot(canvas, {
    ...{ height: rowsHeight(labels.length), marginLeft: nameMargin(labels), insetLeft: 10 },
    x: isLog
      ? { type: 'log', label: `${unit} (logarithmic) →`, grid: true, tickFormat: ',' }
      : { label: `${unit} →`, grid: true },
    y: nameAxis(labels),
    marks: verdictSeries.map(({ name, colour }) => {
      const { symbol, r, filled } = marks[name];
      return Plot.dot(
        rows.filter(({ verdict }) => verdict === name),
        {
          ...{ x: 'mean', y: 'label', r, symbol, stroke: colour, strokeWidth: 2 },
          fill: filled ? colour : 'none',
          ariaLabel: ({ label, mean, verdict }: VerdictRow) => `${label}: ${mean}, ${verdict}`,
        },
      );
    }),
  });
}
