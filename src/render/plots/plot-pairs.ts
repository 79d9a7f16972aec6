import type { FigureOf, PairRow } from '../../documents/figure.ts';
import { colours, namesOf } from './colours.ts';
import {
  type Canvas,
  dotSize,
  drawPlot,
  nameAxis,
  nameMargin,
  type Picture,
  rowsHeight,
} from './make-plot.ts';

/** A row a cell: its sides as dots on one line; a cross where the published figure cannot be true. */
export function plotPairs(canvas: Canvas, { rows, unit }: FigureOf<'pairs'>): Picture {
  const { Plot } = canvas;
  const labels = namesOf(rows, ({ label }) => label);
  const sides = namesOf(rows, ({ side }) => side);
  const positive = rows.filter(({ value }) => value > 0);
  const toCaption = ({ label, side, value, mark }: PairRow): string =>
    `${label}, ${side}: ${value}${mark === null ? '' : ` (${mark})`}`;
  return drawPlot(canvas, {
    ...{ height: rowsHeight(labels.length), marginLeft: nameMargin(labels), insetLeft: 10 },
    x: { type: 'log', label: `${unit} (logarithmic) →`, grid: true, tickFormat: ',' },
    y: nameAxis(labels),
    marks: [
      Plot.ruleY(
        positive,
        Plot.groupY({ x1: 'min', x2: 'max' }, { x1: 'value', x2: 'value', y: 'label', strokeOpacity: 0.4 }),
      ),
      ...sides.map((side, place) =>
        Plot.dot(
          positive.filter((row) => row.side === side),
          {
            ...{ x: 'value', y: 'label', r: dotSize(place), fill: colours[place] ?? 'currentColor' },
            ariaLabel: toCaption,
          },
        ),
      ),
      Plot.dot(
        positive.filter(({ mark }) => mark === 'impossible'),
        {
          x: 'value',
          y: 'label',
          r: 8,
          symbol: 'times',
          stroke: 'currentColor',
          strokeWidth: 2,
          ariaLabel: toCaption,
        },
      ),
    ],
  });
}
