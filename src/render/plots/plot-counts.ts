import type { CountRow, FigureOf } from '../../documents/figure.ts';
import { type Canvas, drawPlot, type Picture } from './make-plot.ts';

/** Up to this value each has its place on an even axis; beyond it the axis is logarithmic. */
const mostEven = 30;

/** A dot a value, on a logarithmic axis of models, joined by a thin line. */
export function plotCounts(canvas: Canvas, { rows, unit }: FigureOf<'counts'>): Picture {
  const { Plot } = canvas;
  const most = rows.reduce((largest, { value }) => Math.max(largest, value), 1);
  const models = rows.reduce((largest, row) => Math.max(largest, row.models), 1);
  const isEven = most <= mostEven;
  return drawPlot(canvas, {
    ...{ height: 320, marginLeft: 64, marginBottom: 40, insetLeft: 12, insetRight: 12 },
    x: isEven
      ? { domain: [1, Math.max(2, most)], label: `${unit} →`, ticks: Math.min(most, 15), tickFormat: ',d' }
      : { type: 'log', domain: [1, most], label: `${unit} (logarithmic) →`, tickFormat: ',' },
    // An axis from 1 to 1 would have one tick.
    y: {
      ...{ type: 'log', domain: [1, Math.max(10, models)], nice: true },
      ...{ label: '↑ models (logarithmic)', grid: true, tickFormat: ',' },
    },
    marks: [
      Plot.line(rows, { x: 'value', y: 'models', stroke: 'var(--c1)', strokeOpacity: 0.5 }),
      Plot.dot(rows, {
        ...{ x: 'value', y: 'models', r: 4, fill: 'var(--c1)' },
        ariaLabel: ({ value, models: n }: CountRow) =>
          `${unit} ${value}: ${n} ${n === 1 ? 'model' : 'models'}`,
      }),
    ],
  });
}
