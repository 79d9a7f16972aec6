import type { ConcentrationRow, FigureOf } from '../../documents/figure.ts';
import { colours, namesOf } from './colours.ts';
import {
  type Canvas,
  dotSize,
  drawPlot,
  figureWidth,
  nameAxis,
  nameMargin,
  type Picture,
  placeBeside,
  rowsHeight,
} from './make-plot.ts';

/** A panel a figure, a row a task: its two dots on one line. */
export function plotConcentration(canvas: Canvas, { rows }: FigureOf<'concentration'>): Picture {
  const { Plot } = canvas;
  const tasks = namesOf(rows, ({ task }) => task);
  const sides = namesOf(rows, ({ by }) => by);
  const marginLeft = nameMargin(tasks);
  const panel = (figureWidth - marginLeft) / 2;
  const panels = namesOf(rows, ({ figure }) => figure).map((figure, place) => {
    const own = rows.filter((row) => row.figure === figure);
    const margin = place === 0 ? marginLeft : 16;
    return drawPlot(canvas, {
      ...{ width: margin + panel, height: rowsHeight(tasks.length), marginLeft: margin },
      ...{ marginTop: 20, marginBottom: 36 },
      x: { domain: [0, 1], ticks: 5, label: `${figure} →`, grid: true },
      y: { ...nameAxis(tasks), type: 'point', ...(place === 0 ? {} : { axis: null }) },
      marks: [
        Plot.ruleY(
          own,
          Plot.groupY({ x1: 'min', x2: 'max' }, { x1: 'value', x2: 'value', y: 'task', strokeOpacity: 0.4 }),
        ),
        ...sides.map((by, side) =>
          Plot.dot(
            own.filter((row) => row.by === by),
            {
              ...{ x: 'value', y: 'task', r: dotSize(side), fill: colours[side] ?? 'currentColor' },
              ariaLabel: ({ task, value }: ConcentrationRow) => `${task}, ${by}: ${figure} ${value}`,
            },
          ),
        ),
      ],
    });
  });
  return placeBeside(panels);
}
