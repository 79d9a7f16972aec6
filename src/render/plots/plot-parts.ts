import type { FigureOf, PartRow } from '../../documents/figure.ts';
import { colours, namesOf } from './colours.ts';
import { type Canvas, drawPlot, nameAxis, nameMargin, type Picture } from './make-plot.ts';

/** A bar a whole, made of its parts. */
export function plotParts(canvas: Canvas, { rows, unit }: FigureOf<'parts'>): Picture {
  const { Plot } = canvas;
  const wholes = namesOf(rows, ({ whole }) => whole);
  const parts = namesOf(rows, ({ part }) => part);
  return drawPlot(canvas, {
    ...{ height: 56 + 40 * wholes.length, marginLeft: nameMargin(wholes) },
    x: { label: `${unit} →`, grid: true, tickFormat: 's' },
    y: nameAxis(wholes),
    marks: [
      Plot.barX(rows, {
        // No gaps: a part of less than a pixel would be gone.
        ...{ x: 'count', y: 'whole' },
        fill: ({ part }: PartRow) => colours[parts.indexOf(part) % colours.length] ?? 'currentColor',
        ariaLabel: ({ whole, part, count }: PartRow) => `${whole}: ${count} ${part}`,
      }),
      Plot.ruleX([0]),
    ],
  });
}
