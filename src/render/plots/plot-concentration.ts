import type { ConcentrationRow, FigureOf } from '../../documents/figure.ts';
import { distinctNames } from './colours.ts';
import { laneAt, lanesAxis, lanesHeight, rowEdges } from './lanes.ts';
import {
  type Canvas,
  drawPlot,
  figureWidth,
  nameMargin,
  type Picture,
  placeBeside,
  shortNumber,
} from './make-plot.ts';
import { seriesOf } from './series-of.ts';
import { toSymbol } from './shapes.ts';

/** Between the panels, and beyond the last. */
const gap = 24;

/** A panel a figure, a row a task, in it a lane for each way of counting, joined by a thin line. */
export function plotConcentration(canvas: Canvas, figure: FigureOf<'concentration'>): Picture {
  const { Plot } = canvas;
  const { rows } = figure;
  const tasks = distinctNames(rows, ({ task }) => task);
  const sides = seriesOf(figure);
  const names = sides.map(({ name }) => name);
  const y = ({ task, by }: ConcentrationRow): number =>
    laneAt(tasks.indexOf(task), names.indexOf(by), names.length);
  const marginLeft = nameMargin(tasks);
  const panel = (figureWidth - marginLeft - gap) / 2;
  const panels = distinctNames(rows, (row) => row.figure).map((name, place) => {
    const own = rows.filter((row) => row.figure === name);
    const margin = place === 0 ? marginLeft : gap;
    return drawPlot(canvas, {
      ...{ width: margin + panel, height: lanesHeight(tasks.length, names.length), marginLeft: margin },
      ...{ marginTop: 20, marginBottom: 36, marginRight: 10 },
      x: { domain: [0, 1], ticks: 5, label: `${name} →`, grid: true },
      y: { ...lanesAxis(tasks), ...(place === 0 ? {} : { axis: null }) },
      marks: [
        Plot.ruleY(rowEdges(tasks), { strokeOpacity: 0.12 }),
        Plot.line(own, { x: 'value', y, z: 'task', strokeOpacity: 0.45, strokeWidth: 1 }),
        ...sides.map(({ name: by, colour, shape = 'circle' }) =>
          Plot.dot(
            own.filter((row) => row.by === by),
            {
              ...{ x: 'value', y, r: 4, symbol: toSymbol(shape), fill: colour, stroke: 'none' },
              ariaLabel: ({ task, value }: ConcentrationRow) =>
                `${task}, ${by}: ${name} ${shortNumber(value)}`,
            },
          ),
        ),
      ],
    });
  });
  return placeBeside(panels);
}
