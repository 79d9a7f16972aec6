import type { FigureOf, VerdictRow } from '../../documents/figure.ts';
import { type Canvas, drawPlot, nameAxis, nameMargin, type Picture, rowsHeight } from './make-plot.ts';
import { type Series, verdictSeries } from './series-of.ts';
import { toSymbol } from './shapes.ts';

/** Strokes are larger than what is filled. */
const dotSizeOf = ({ shape, hollow }: Series): number => (shape === 'times' ? 6 : hollow === true ? 5.5 : 4);

/** A row a mean, with the mark of its verdict. */
export function plotVerdicts(canvas: Canvas, { rows, unit }: FigureOf<'verdicts'>): Picture {
  const { Plot } = canvas;
  const labels = rows.map(({ label }) => label);
  const isLog = rows.every(({ mean }) => mean > 0);
  return drawPlot(canvas, {
    ...{ height: rowsHeight(labels.length), marginLeft: nameMargin(labels), insetLeft: 10, marginBottom: 36 },
    x: isLog
      ? { type: 'log', label: `${unit} (logarithmic) →`, grid: true, tickFormat: ',' }
      : { label: `${unit} →`, grid: true },
    y: nameAxis(labels),
    marks: verdictSeries.map((series: Series) => {
      const { name, colour, shape = 'circle', hollow = false } = series;
      return Plot.dot(
        rows.filter(({ verdict }) => verdict === name),
        {
          ...{ x: 'mean', y: 'label', r: dotSizeOf(series), symbol: toSymbol(shape), strokeWidth: 2 },
          ...{ stroke: colour, fill: hollow || shape === 'times' ? 'none' : colour },
          ariaLabel: ({ label, mean, verdict }: VerdictRow) => `${label}: ${mean}, ${verdict}`,
        },
      );
    }),
  });
}
