import type { FigureOf } from '../../documents/figure.ts';
import { colours, namesOf } from './colours.ts';
import { type Canvas, drawPlot, type Picture, placeBeside } from './make-plot.ts';

const populations = ['n all', 'n>0'] as const;

/** Two panels, over all members and over those with at least one: a curve a task, equality as a diagonal. */
export function plotLorenz(canvas: Canvas, { rows }: FigureOf<'lorenz'>): Picture {
  const { Plot } = canvas;
  const tasks = namesOf(rows, ({ task }) => task);
  const panels = populations.map((population) =>
    drawPlot(canvas, {
      ...{ width: 360, height: 360, marginLeft: 48, marginBottom: 40, aspectRatio: undefined },
      x: { domain: [0, 1], label: `share of members, ${population} →`, grid: true },
      y: { domain: [0, 1], label: '↑ share of the total', grid: true },
      marks: [
        Plot.line(
          [
            [0, 0],
            [1, 1],
          ],
          { stroke: 'currentColor', strokeDasharray: '4 4', strokeOpacity: 0.6 },
        ),
        ...tasks.map((task, place) =>
          Plot.line(
            rows.filter((row) => row.task === task && row.population === population),
            {
              ...{ x: 'members', y: 'total', stroke: colours[place] ?? 'currentColor', strokeWidth: 1.8 },
              ariaLabel: () => `${task}, ${population}`,
            },
          ),
        ),
      ],
    }),
  );
  return placeBeside(panels);
}
