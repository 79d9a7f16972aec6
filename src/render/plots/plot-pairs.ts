import type { Markish, PlotOptions } from '@observablehq/plot';
import type { FigureOf, PairRow } from '../../documents/figure.ts';
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
import { markSeries, type Series, sideSeries } from './series-of.ts';
import { toSymbol } from './shapes.ts';

/** Room for means of 0, which a logarithmic axis has no place for. */
const zeroWidth = 44;

/** What is marked stays to be seen within its mark. */
const markSize = 8;

/**
 * A row a task, in it a lane for each side, joined by a thin line; a cross where the published figure cannot be true.
 * Means of 0 have a panel of their own.
 */
export function plotPairs(canvas: Canvas, { rows, unit }: FigureOf<'pairs'>): Picture {
  const labels = distinctNames(rows, ({ label }) => label);
  const sides = sideSeries(rows);
  const margin = nameMargin(labels);
  const size = { height: lanesHeight(labels.length, sides.length), marginTop: 20, marginBottom: 36 };
  const zeros = rows.filter(({ value }) => value <= 0);
  const above = rows.filter(({ value }) => value > 0);
  const left = margin + zeroWidth;
  const named = { ...size, marginLeft: margin, y: lanesAxis(labels) };
  const panels: [readonly PairRow[], PlotOptions][] = [
    [
      zeros,
      {
        ...{ ...named, width: left, marginRight: 8 },
        x: { domain: [-1, 1], ticks: [0], tickFormat: () => '0', label: null, grid: true },
      },
    ],
    [
      above,
      {
        x: {
          type: 'log',
          domain: domainOf(above),
          label: `${unit} (logarithmic) →`,
          grid: true,
          tickFormat: ',',
        },
        ...(zeros.length === 0
          ? { ...named, insetLeft: 12 }
          : {
              ...{ ...size, width: figureWidth - left, marginLeft: 8, insetLeft: 16 },
              y: { ...lanesAxis(labels), axis: null },
            }),
        insetRight: 12,
      },
    ],
  ];
  return placeBeside(
    panels
      .filter(([own]) => own.length > 0)
      .map(([own, options]) =>
        drawPlot(canvas, { ...options, marks: drawSides(canvas, own, { labels, sides }) }),
      ),
  );
}

/** From the nearest 1, 2 or 5 below to one above: with one number on it, a logarithmic axis cannot be read. */
function domainOf(rows: readonly PairRow[]): [number, number] {
  const values = rows.map(({ value }) => value).sort((a, b) => a - b);
  const [least = 1, most = least] = [values[0], values.at(-1)];
  const first = Math.floor(Math.log10(least));
  const powers = Math.floor(Math.log10(most)) - first + 2;
  const steps = Array.from({ length: powers }, (_, at) =>
    [1, 2, 5].map((step) => Number(`${step}e${first + at}`)),
  ).flat();
  const low = steps.findLast((step) => step <= least) ?? least;
  return [low, steps.find((step) => step >= most && step > low) ?? most];
}

/** The marks of some rows, in their lanes. */
function drawSides(
  { Plot }: Canvas,
  rows: readonly PairRow[],
  { labels, sides }: { labels: readonly string[]; sides: readonly Series[] },
): Markish[] {
  const names = sides.map(({ name }) => name);
  const y = ({ label, side }: PairRow): number =>
    laneAt(labels.indexOf(label), names.indexOf(side), names.length);
  const ariaLabel = ({ label, side, value, mark }: PairRow): string =>
    `${label}, ${side}: ${shortNumber(value)}${mark === null ? '' : ` (${mark})`}`;
  return [
    Plot.ruleY(rowEdges(labels), { strokeOpacity: 0.12 }),
    Plot.line(
      [...rows].sort((a, b) => y(a) - y(b)),
      {
        ...{ x: 'value', y, z: 'label', strokeOpacity: 0.45, strokeWidth: 1 },
      },
    ),
    ...sides.map(({ name, colour, shape = 'circle' }) =>
      Plot.dot(
        rows.filter(({ side }) => side === name),
        { x: 'value', y, r: 4, symbol: toSymbol(shape), fill: colour, stroke: 'none', ariaLabel },
      ),
    ),
    ...Object.entries(markSeries).map(([name, { shape }]) =>
      Plot.dot(
        rows.filter(({ mark }) => mark === name),
        {
          ...{ x: 'value', y, r: markSize, symbol: toSymbol(shape), fill: 'none', stroke: 'currentColor' },
          ...{ strokeWidth: 1.8, ariaLabel },
        },
      ),
    ),
  ];
}
