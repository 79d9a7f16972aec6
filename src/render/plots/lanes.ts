import type * as Plot from '@observablehq/plot';
import { shortenName } from './text-width.ts';

/** The part of a row's height that its lanes take. */
const filled = 0.8;

/** Pixels between two lanes, and beyond them. */
const laneHeight = 8;
const rowGap = 8;

/** Height of a plot with a row for each name, and in each a lane for each series: what has the same value is seen side by side. */
export const lanesHeight = (names: number, lanes: number): number =>
  56 + Math.max(1, names) * Math.max(22, rowGap + laneHeight * lanes);

/** An axis with a row for each name, from the first; numbers on it are rows, for lanes lie between. */
export const lanesAxis = (names: readonly string[]): Plot.ScaleOptions => ({
  type: 'linear',
  domain: [names.length - 0.5, -0.5],
  ticks: names.map((_, place) => place),
  tickFormat: (place: number) => shortenName(names[place] ?? ''),
  label: null,
});

/** Where a lane of a row is on that axis. */
export const laneAt = (row: number, lane: number, lanes: number): number =>
  row + (filled * (lane - (lanes - 1) / 2)) / lanes;

/** The places between rows, for a line between them. */
export const rowEdges = (names: readonly string[]): number[] => names.slice(1).map((_, place) => place + 0.5);
