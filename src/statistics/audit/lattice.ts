import { type AuditInput, type Reading, toWholeClaim } from './claim.ts';
import { squaresOf, sumsOf } from './decide-whole.ts';
import { greatestOf, leastOf } from './integers.ts';
import type { Interval } from './interval.ts';
import { greatestSquares, leastSquares } from './squares.ts';

/** The few deviations that n whole numbers with a printed mean have. */
export interface Lattice {
  /** How many of them lie in an interval. */
  count(sd: Interval): number;
}

/** Of very many sums these stand for all. */
const mostSums = 5n;

/** The deviations of a row about n ≥ 2 whole numbers: one for each sum, and sum of squares of its parity, within reach. */
export function toLattice(input: AuditInput, size: number, reading: Reading): Lattice {
  const { mean, cap, lost } = toWholeClaim(input, reading);
  const n = BigInt(size);
  const degrees = n * (n - lost);
  const { first, last } = sumsOf(mean, n);
  // A row that no sum fits is compared by the sum nearest to it.
  const step = last > first ? (last - first) / mostSums + 1n : 1n;
  const sums: { sum: bigint; equal: bigint; unequal: bigint }[] = [];
  for (let sum = greatestOf(0n, first); sum === first || sum <= last; sum += step) {
    sums.push({ sum, equal: leastSquares(n, sum), unequal: greatestSquares(sum, cap ?? sum) });
  }
  return {
    count: (sd) =>
      sums.reduce((all, { sum, equal, unequal }) => {
        const { low, high } = squaresOf(sd, { n, degrees, sum });
        return all + countOfParity(greatestOf(low, equal), leastOf(high, unequal), sum);
      }, 0),
  };
}

/** How many whole numbers from low to high are odd or even as `like` is. */
function countOfParity(low: bigint, high: bigint, like: bigint): number {
  const from = (low - like) % 2n === 0n ? low : low + 1n;
  return from > high ? 0 : Number((high - from) / 2n + 1n);
}
