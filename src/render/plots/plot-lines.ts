import type { FigureOf, LineRow } from '../../documents/figure.ts';
import { type Canvas, drawPlot, type Picture, shortNumber } from './make-plot.ts';
import { nestMarks } from './nest-marks.ts';
import { seriesOf } from './series-of.ts';
import { toSymbol } from './shapes.ts';

/** A line a task over dates, with a mark of its shape at each date; marks of the same value are around one another. */
export function plotLines(canvas: Canvas, figure: FigureOf<'lines'>): Picture {
  const { Plot } = canvas;
  const { rows, unit } = figure;
  const x = ({ date }: LineRow): Date => new Date(`${date}T00:00:00Z`);
  const sizes = nestMarks(rows, ({ date, value }) => `${date} ${value}`);
  const marks = seriesOf(figure).flatMap(({ name, colour, shape = 'circle' }) => {
    const own = rows.filter(({ task }) => task === name);
    return [
      Plot.line(own, { x, y: 'value', stroke: colour, strokeWidth: 1.8, ariaLabel: () => name }),
      Plot.dot(own, {
        ...{ x, y: 'value', r: (row: LineRow) => sizes.get(row) ?? 0, symbol: toSymbol(shape) },
        ...{ fill: 'none', stroke: colour },
        ariaLabel: ({ task, date, value }: LineRow) => `${task}, ${date}: ${shortNumber(value)}`,
      }),
    ];
  });
  return drawPlot(canvas, {
    ...{ height: 380, marginLeft: 64, insetLeft: 12, insetRight: 12, insetBottom: 16 },
    x: { type: 'utc', label: null },
    y: { label: `↑ ${unit}`, grid: true, zero: true },
    r: { type: 'identity' },
    marks: [Plot.ruleY([0], { strokeOpacity: 0.4 }), ...marks],
  });
}
