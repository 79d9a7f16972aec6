import type { FigureOf, LineRow } from '../../documents/figure.ts';
import { colours, namesOf } from './colours.ts';
import { type Canvas, drawPlot, type Picture } from './make-plot.ts';

/** A line a task over dates. */
export function plotLines(canvas: Canvas, { rows, unit }: FigureOf<'lines'>): Picture {
  const { Plot } = canvas;
  const tasks = namesOf(rows, ({ task }) => task);
  const dateOf = ({ date }: LineRow): Date => new Date(`${date}T00:00:00Z`);
  return drawPlot(canvas, {
    ...{ height: 380, marginLeft: 64 },
    x: { type: 'utc', label: null },
    y: { label: `↑ ${unit}`, grid: true, zero: true },
    marks: [
      ...tasks.map((task, place) =>
        Plot.line(
          rows.filter((row) => row.task === task),
          {
            ...{
              x: dateOf,
              y: 'value',
              stroke: colours[place] ?? 'currentColor',
              strokeWidth: 1.8,
            },
            ariaLabel: () => task,
          },
        ),
      ),
      Plot.dot(rows, {
        ...{ x: dateOf, y: 'value', r: 3 },
        fill: ({ task }: LineRow) => colours[tasks.indexOf(task)] ?? 'currentColor',
        ariaLabel: ({ task, date, value }: LineRow) => `${task}, ${date}: ${value}`,
      }),
      Plot.ruleY([0], { strokeOpacity: 0.4 }),
    ],
  });
}
