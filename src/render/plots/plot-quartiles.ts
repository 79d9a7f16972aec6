import type { FigureOf, QuartileRow } from '../../documents/figure.ts';
import { type Canvas, drawPlot, nameAxis, nameMargin, type Picture, rowsHeight } from './make-plot.ts';

/** A row a task: its median, and a line through it from the first to the third quartile. */
export function plotQuartiles(canvas: Canvas, { rows, unit }: FigureOf<'quartiles'>): Picture {
  const { Plot } = canvas;
  const tasks = rows.map(({ task }) => task);
  const most = rows.reduce((largest, { q3 }) => Math.max(largest, q3), 1);
  const least = rows.reduce((smallest, { q1 }) => Math.min(smallest, q1), 0);
  return drawPlot(canvas, {
    ...{ height: rowsHeight(tasks.length), marginLeft: nameMargin(tasks), insetLeft: 6 },
    x: { domain: [least, most], label: `${unit} →`, grid: true, tickFormat: ',d' },
    y: nameAxis(tasks),
    marks: [
      Plot.ruleX([0]),
      Plot.ruleY(rows, { x1: 'q1', x2: 'q3', y: 'task', stroke: 'var(--c1)', strokeWidth: 2 }),
      Plot.dot(rows, {
        ...{ x: 'median', y: 'task', r: 4, fill: 'var(--c1)' },
        ariaLabel: ({ task, q1, median, q3 }: QuartileRow) =>
          `${task}: median ${median}, quartiles ${q1} and ${q3} ${unit}`,
      }),
    ],
  });
}
