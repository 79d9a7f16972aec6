import type { FigureOf } from '../../documents/figure.ts';
import { distinctNames } from './colours.ts';
import { type Canvas, drawPlot, nameAxis, nameMargin, type Picture, rowsHeight } from './make-plot.ts';

/** A row a task: its mean, and the interval as a line through it. */
export function plotMeans(canvas: Canvas, { rows, unit }: FigureOf<'means'>): Picture {
  const { Plot } = canvas;
  const tasks = distinctNames(rows, ({ task }) => task);
  const bounded = rows.filter(({ low, high }) => low !== null && high !== null);
  const most = rows.reduce((largest, { mean, high }) => Math.max(largest, mean, high ?? 0), 0);
  return drawPlot(canvas, {
    ...{ height: rowsHeight(tasks.length), marginLeft: nameMargin(tasks) },
    x: { domain: [0, most === 0 ? 1 : most], label: `mean ${unit} →`, grid: true },
    y: nameAxis(tasks),
    marks: [
      Plot.ruleY(bounded, { x1: 'low', x2: 'high', y: 'task', stroke: 'var(--c1)', strokeWidth: 2 }),
      Plot.dot(rows, {
        x: 'mean',
        y: 'task',
        r: 4,
        fill: 'var(--c1)',
        ariaLabel: ({ task, mean, low, high }: (typeof rows)[number]) =>
          `${task}: mean ${mean}${low === null ? '' : `, from ${low} to ${high}`}`,
      }),
    ],
  });
}
