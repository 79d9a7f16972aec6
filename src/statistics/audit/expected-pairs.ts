import type { Pace } from '../../async.ts';
import { groupBy } from '../../group-by.ts';
import { chooseCoarser, type Decimal, powerOfTen } from './decimal.ts';
import type { Interval } from './interval.ts';
import type { Lattice } from './lattice.ts';

/** One row whose deviation has enough digits. */
export interface DeviationCell {
  row: number;
  /** The labels as one text: rows with the same labels are the same cell. */
  key: string;
  mean: Decimal;
  sd: Decimal;
  /** The deviation as a number. */
  size: number;
  /** The deviations that the row can have; null where they are not few, or not known. */
  lattice: Lattice | null;
}

/** Above this expectation a repeated deviation means nothing. */
export const mostExpected = 0.05;

/** Of more pairs than this with a row of few deviations, every k-th counts k times. */
const mostPairs = 300_000;

/** Steps that one such pair costs. */
const pairSteps = 20;

/**
 * How many pairs of different cells with the same deviation chance would bring, if every deviation could as well be any
 * other within a factor of two of it. Two that are not known to be few agree with probability w/(1.5·sd), w being the
 * worth of the last digit compared (1.5 of it where the precisions differ, since the finer one may be cut off or rounded
 * to it). Whole numbers of a known n have few: of the sums of squares about the mean within that factor, the share that
 * prints as the other row's deviation; of both directions the larger.
 * @returns where it is above {@link mostExpected}, at least how many
 */
export async function expectedPairs(cells: readonly DeviationCell[], pace: Pace): Promise<number> {
  const smooth = cells.filter(({ lattice }) => lattice === null);
  const few = cells.filter(({ lattice }) => lattice !== null);
  let sum = Math.max(0, smoothPairs(smooth));
  const order = [...few, ...smooth];
  const stride = Math.ceil((few.length * order.length) / mostPairs);
  const totals = new Map<DeviationCell, number>();
  for (const cell of cells) if (cell.lattice !== null) totals.set(cell, countAround(cell.lattice, cell.sd));
  for (const [place, cell] of few.entries()) {
    const start = place + 1 + ((stride - ((2 * place + 1) % stride)) % stride);
    for (let other = start; other < order.length; other += stride) {
      const partner = order[other];
      if (partner === undefined || sum > mostExpected) return sum;
      await pace(pairSteps);
      if (partner.key === cell.key || !areNear(cell, partner)) continue;
      sum += stride * Math.max(chanceOf(partner, cell, totals), chanceOf(cell, partner, totals));
    }
  }
  return sum;
}

const areNear = (a: DeviationCell, b: DeviationCell): boolean => a.size < 2 * b.size && b.size < 2 * a.size;

/** How many sums of squares about the mean a row has within a factor of two of its own. */
const countAround = (lattice: Lattice, sd: Decimal): number => {
  const { low, high, scale } = toPrinted([sd.units], sd.exponent);
  // 985/1393 is √½ to six digits.
  return lattice.count({ low: low * 985n, high: high * 1970n, scale: scale * 1393n, open: null });
};

/** How probable it is that a row has the other's deviation, as far as the coarser of both shows. */
function chanceOf(
  other: DeviationCell,
  cell: DeviationCell,
  totals: ReadonlyMap<DeviationCell, number>,
): number {
  const exponent = Math.max(other.sd.exponent, cell.sd.exponent);
  if (cell.lattice === null) {
    const width = other.sd.exponent === cell.sd.exponent ? 1 : 1.5;
    return (width * 10 ** exponent) / (1.5 * other.size);
  }
  const total = totals.get(cell);
  if (!total) return 0;
  return Math.min(1, cell.lattice.count(toPrinted(chooseCoarser(other.sd, exponent), exponent)) / total);
}

/** What is printed as one of some figures, cut off or rounded. @param units ascending, the last digit worth 10^exponent */
function toPrinted(units: readonly bigint[], exponent: number): Interval {
  const factor = exponent > 0 ? powerOfTen(exponent) : 1n;
  const [first = 0n] = units;
  return {
    low: (2n * first - 1n) * factor,
    high: (2n * (units.at(-1) ?? first) + 2n) * factor,
    scale: 2n * (exponent < 0 ? powerOfTen(-exponent) : 1n),
    open: null,
  };
}

/** The pairs that chance would bring among rows whose deviations are not few: all, less those within one cell. */
function smoothPairs(cells: readonly DeviationCell[]): number {
  let sum = pairsOf(cells);
  for (const same of groupBy(cells, ({ key }) => key).values()) if (same.length > 1) sum -= pairsOf(same);
  return sum;
}

/** The pairs that chance would bring among some rows. */
function pairsOf(cells: readonly DeviationCell[]): number {
  const groups = [...groupBy(cells, ({ sd }) => sd.exponent)].map(([exponent, members]) => ({
    exponent,
    sizes: Float64Array.from(members, ({ size }) => size).sort(),
  }));
  let sum = 0;
  for (const { sd, size } of cells) {
    // Compared at this row's precision: with those as coarse (each pair is met twice) and with those finer.
    for (const { exponent, sizes } of groups) {
      if (exponent > sd.exponent) continue;
      const near = countBelow(sizes, 2 * size) - countBelow(sizes, size / 2);
      const chance = 10 ** sd.exponent / (1.5 * size);
      sum += exponent === sd.exponent ? ((near - 1) * chance) / 2 : near * 1.5 * chance;
    }
  }
  return sum;
}

/** How many of the ascending numbers are below a limit. */
function countBelow(sorted: Float64Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
