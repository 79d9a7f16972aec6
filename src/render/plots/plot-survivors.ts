import type { FigureOf, SurvivorRow } from '../../documents/figure.ts';
import { colours, namesOf } from './colours.ts';
import { type Canvas, drawPlot, nameAxis, nameMargin, type Picture, rowsHeight } from './make-plot.ts';

/** A row a choice: tau-b with the protocol's own order, a colour a measure; hollow where other tasks lead. */
export function plotSurvivors(canvas: Canvas, { rows }: FigureOf<'survivors'>): Picture {
  const { Plot } = canvas;
  const settings = namesOf(rows, ({ setting }) => setting);
  const measures = namesOf(rows, ({ measure }) => measure);
  const colourOf = ({ measure }: SurvivorRow): string =>
    colours[measures.indexOf(measure) % colours.length] ?? '';
  return drawPlot(canvas, {
    ...{ height: rowsHeight(settings.length), marginLeft: nameMargin(settings) },
    x: { domain: [-1, 1], label: 'tau-b with the protocol’s own order →', grid: true },
    y: nameAxis(settings),
    marks: [
      Plot.ruleX([0], { strokeOpacity: 0.5 }),
      ...measures.flatMap((measure) => {
        const own = rows.filter((row) => row.measure === measure);
        return [true, false].map((same) =>
          Plot.dot(
            own.filter(({ sameTop }) => sameTop === same),
            {
              ...{ x: 'tau', y: 'setting', r: 4.5, strokeWidth: 1.8 },
              ...{ fill: same ? colourOf : 'none', stroke: colourOf },
              ariaLabel: ({ setting, tau, sameTop }: SurvivorRow) =>
                `${measure}, ${setting}: tau-b ${tau}, ${sameTop ? 'the same tasks lead' : 'other tasks lead'}`,
            },
          ),
        );
      }),
    ],
  });
}
