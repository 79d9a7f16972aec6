import type { FigureOf, PartRow } from '../../documents/figure.ts';
import { distinctNames } from './colours.ts';
import {
  type Canvas,
  drawPlot,
  figureWidth,
  nameAxis,
  nameMargin,
  type Picture,
  wholeTicks,
} from './make-plot.ts';
import { seriesOf } from './series-of.ts';
import { textWidth } from './text-width.ts';

/** Pixels of a bar with its label above it. */
const barHeight = 48;
const letterSize = 10;

/** A label for a part, at its middle. */
interface Label {
  whole: string;
  middle: number;
  text: string;
}

/** A bar a whole, made of its parts, which are named above it where there is room. */
export function plotParts(canvas: Canvas, figure: FigureOf<'parts'>): Picture {
  const { Plot } = canvas;
  const { rows, unit } = figure;
  const wholes = distinctNames(rows, ({ whole }) => whole);
  const series = seriesOf(figure);
  const colourOf = ({ part }: PartRow): string =>
    series.find(({ name }) => name === part)?.colour ?? 'currentColor';
  const marginLeft = nameMargin(wholes);
  const totals = wholes.map((name) => countOfParts(rows.filter(({ whole }) => whole === name)));
  const pixels = (figureWidth - marginLeft - 20) / Math.max(1, ...totals);
  return drawPlot(canvas, {
    ...{ height: 56 + barHeight * wholes.length, marginLeft, marginBottom: 36 },
    x: { label: `${unit} →`, grid: true, tickFormat: wholeTicks },
    y: { ...nameAxis(wholes), padding: 0 },
    marks: [
      Plot.barX(rows, {
        // No gaps: a part of less than a pixel would be gone.
        ...{ x: 'count', y: 'whole', insetTop: 18, insetBottom: 4 },
        fill: colourOf,
        ariaLabel: ({ whole, part, count }: PartRow) => `${whole}: ${count} ${part}`,
      }),
      Plot.text(toLabels(rows, wholes, pixels), {
        ...{ x: 'middle', y: 'whole', text: 'text', dy: 9 - barHeight / 2 },
      }),
      Plot.ruleX([0]),
    ],
  });
}

const countOfParts = (rows: readonly PartRow[]): number => rows.reduce((sum, { count }) => sum + count, 0);

/** The name and share of each part, or its share alone, or nothing, as its width allows. */
function toLabels(rows: readonly PartRow[], wholes: readonly string[], pixels: number): Label[] {
  return wholes.flatMap((whole) => {
    const own = rows.filter((row) => row.whole === whole);
    const total = countOfParts(own);
    let before = 0;
    return own.flatMap(({ part, count }): Label[] => {
      const middle = before + count / 2;
      before += count;
      const share = `${((100 * count) / total).toFixed(0)} %`;
      const text = [`${part} ${share}`, share].find((one) => textWidth(one, letterSize) + 6 < count * pixels);
      return text === undefined ? [] : [{ whole, middle, text }];
    });
  });
}
