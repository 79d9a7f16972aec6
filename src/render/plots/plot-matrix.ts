import type { CellRow, FigureOf } from '../../documents/figure.ts';
import { namesOf } from './colours.ts';
import { type Canvas, drawPlot, nameMargin, type Picture } from './make-plot.ts';

/** A cell for each pair, darker where the share is greater. */
export function plotMatrix(canvas: Canvas, { rows, unit }: FigureOf<'matrix'>): Picture {
  const { Plot } = canvas;
  const from = namesOf(rows, (row) => row.from).sort();
  const to = namesOf(rows, (row) => row.to).sort();
  const most = rows.reduce((largest, { value }) => Math.max(largest, value), 0);
  const marginLeft = nameMargin(to);
  return drawPlot(canvas, {
    ...{ width: Math.max(720, marginLeft + 24 * from.length), marginLeft },
    ...{ height: nameMargin(from) + 20 * to.length + 40, marginTop: nameMargin(from) },
    padding: 0.05,
    x: { domain: from, label: `from ${unit}`, tickRotate: -60, axis: 'top' },
    y: { domain: to, label: 'to' },
    marks: [
      Plot.cell(rows, {
        ...{ x: 'from', y: 'to', fill: 'var(--c1)' },
        fillOpacity: ({ value }: CellRow) => (most === 0 ? 0 : 0.08 + (0.92 * value) / most),
        ariaLabel: ({ from: source, to: target, value }: CellRow) => `${source} to ${target}: ${value}`,
      }),
    ],
  });
}
