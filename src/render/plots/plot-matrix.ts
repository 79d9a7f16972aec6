import type { CellRow, FigureOf } from '../../documents/figure.ts';
import { type Canvas, drawPlot, figureWidth, nameAxis, nameMargin, type Picture } from './make-plot.ts';
import { matrixNames } from './matrix-names.ts';

/** Room for what an axis is called, beyond its names. */
const labelRoom = 16;

/** How the names above the columns lean. */
const slope = Math.PI / 3;

/** A cell for each pair, darker where the share is greater. */
export function plotMatrix(canvas: Canvas, { rows, unit }: FigureOf<'matrix'>): Picture {
  const { Plot } = canvas;
  const { from, to } = matrixNames(rows);
  const most = rows.reduce((largest, { value }) => Math.max(largest, value), 0);
  // The names above lean: they need room to the right as well.
  const [marginLeft, lean] = [nameMargin(to) + labelRoom, nameMargin(from)];
  const [marginTop, marginRight] = [
    Math.ceil(lean * Math.sin(slope)) + labelRoom,
    Math.ceil(lean * Math.cos(slope)),
  ];
  return drawPlot(canvas, {
    ...{ width: Math.max(figureWidth, marginLeft + marginRight + 24 * from.length), marginLeft, marginRight },
    ...{ height: marginTop + 20 * to.length + 40, marginTop },
    padding: 0.05,
    // Whole pixels: cells are thousands, and meet evenly.
    x: {
      ...nameAxis(from),
      round: true,
      label: `from ${unit}`,
      labelAnchor: 'left',
      tickRotate: -60,
      axis: 'top',
    },
    y: { ...nameAxis(to), label: 'to' },
    marks: [
      Plot.cell(rows, {
        ...{ x: 'from', y: 'to', fill: 'var(--c1)' },
        fillOpacity: ({ value }: CellRow) =>
          most === 0 ? 0 : Number((0.08 + (0.92 * value) / most).toFixed(4)),
        ariaLabel: ({ from: source, to: target, value }: CellRow) =>
          `${source} to ${target}: ${(100 * value).toFixed(2)} %`,
      }),
    ],
  });
}
