import type { FigureOf, SurvivorRow } from '../../documents/figure.ts';
import { distinctNames } from './colours.ts';
import { laneAt, lanesAxis, lanesHeight, rowEdges } from './lanes.ts';
import { type Canvas, drawPlot, nameMargin, type Picture, shortNumber } from './make-plot.ts';
import { seriesOf } from './series-of.ts';
import { toSymbol } from './shapes.ts';

/** A row a choice, in it a lane for each measure: tau-b with the protocol's own order; hollow where other tasks lead. */
export function plotSurvivors(canvas: Canvas, figure: FigureOf<'survivors'>): Picture {
  const { Plot } = canvas;
  const { rows } = figure;
  const settings = distinctNames(rows, ({ setting }) => setting);
  const series = seriesOf(figure);
  const measures = series.map(({ name }) => name);
  const y = ({ setting, measure }: SurvivorRow): number =>
    laneAt(settings.indexOf(setting), measures.indexOf(measure), measures.length);
  const dots = series.flatMap(({ name, colour, shape = 'circle' }) =>
    [true, false].map((same) =>
      Plot.dot(
        rows.filter(({ measure, sameTop }) => measure === name && sameTop === same),
        {
          ...{ x: 'tau', y, r: 3.5, symbol: toSymbol(shape), strokeWidth: 1.5 },
          ...{ fill: same ? colour : 'none', stroke: colour },
          ariaLabel: ({ setting, tau, sameTop }: SurvivorRow) =>
            `${name}, ${setting}: tau-b ${shortNumber(tau)}, ${sameTop ? 'the same tasks lead' : 'other tasks lead'}`,
        },
      ),
    ),
  );
  return drawPlot(canvas, {
    ...{ height: lanesHeight(settings.length, measures.length), marginLeft: nameMargin(settings) },
    ...{ marginBottom: 36 },
    x: { domain: [-1, 1], label: 'tau-b with the protocol’s own order →', grid: true },
    y: lanesAxis(settings),
    marks: [
      Plot.ruleY(rowEdges(settings), { strokeOpacity: 0.12 }),
      Plot.ruleX([0], { strokeOpacity: 0.5 }),
      ...dots,
    ],
  });
}
