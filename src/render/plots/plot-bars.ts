import type { BarRow, FigureOf } from '../../documents/figure.ts';
import {
  type Canvas,
  drawPlot,
  nameAxis,
  nameMargin,
  type Picture,
  rowsHeight,
  wholeTicks,
} from './make-plot.ts';

/** A bar a name, the greatest first; hollow where it is not in the snapshot. */
export function plotBars(canvas: Canvas, { rows, unit }: FigureOf<'bars'>): Picture {
  const { Plot } = canvas;
  const names = rows.map(({ id }) => id);
  return drawPlot(canvas, {
    ...{ height: rowsHeight(names.length), marginLeft: nameMargin(names), marginRight: 64 },
    x: { label: `${unit} →`, grid: true, tickFormat: wholeTicks },
    y: nameAxis(names),
    marks: [
      Plot.barX(rows, {
        ...{ x: 'value', y: 'id', stroke: 'var(--c1)' },
        fill: ({ ghost }: BarRow) => (ghost ? 'none' : 'var(--c1)'),
        ariaLabel: ({ id, value, ghost }: BarRow) => `${id}: ${value}${ghost ? ', not in the snapshot' : ''}`,
      }),
      Plot.text(rows, {
        ...{ x: 'value', y: 'id', textAnchor: 'start', dx: 5 },
        text: ({ share }: BarRow) => `${(100 * share).toFixed(1)} %`,
      }),
      Plot.ruleX([0]),
    ],
  });
}
