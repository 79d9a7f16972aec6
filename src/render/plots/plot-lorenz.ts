import type { FigureOf } from '../../documents/figure.ts';
import { type Canvas, drawPlot, type Picture, placeBeside } from './make-plot.ts';
import { seriesOf } from './series-of.ts';

const populations = ['n all', 'n>0'] as const;

/** Equality: everybody has the same. */
const diagonal = [
  [0, 0],
  [1, 1],
];

/** Two panels, over all members and over those with at least one: a curve a task, equality as a thin diagonal. */
export function plotLorenz(canvas: Canvas, figure: FigureOf<'lorenz'>): Picture {
  const { Plot } = canvas;
  const { rows } = figure;
  const series = seriesOf(figure);
  const panels = populations.map((population) =>
    drawPlot(canvas, {
      ...{ width: 360, height: 360, marginLeft: 48, marginBottom: 40, aspectRatio: undefined },
      x: { domain: [0, 1], label: `share of members, ${population} →`, grid: true },
      y: { domain: [0, 1], label: '↑ share of the total', grid: true },
      marks: [
        Plot.line(diagonal, { stroke: 'currentColor', strokeWidth: 1, strokeOpacity: 0.5 }),
        ...series.map(({ name, colour, dash }) =>
          Plot.line(
            rows.filter((row) => row.task === name && row.population === population),
            {
              ...{ x: 'members', y: 'total', stroke: colour, strokeWidth: 1.8 },
              ...(dash ? { strokeDasharray: dash } : {}),
              ariaLabel: () => `${name}, ${population}`,
            },
          ),
        ),
      ],
    }),
  );
  return placeBeside(panels);
}
