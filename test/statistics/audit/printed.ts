import { floorSqrt } from '../../../src/statistics/audit/integers.ts';

/** A sum and a sum of squares of n whole numbers. */
export interface Moments {
  n: bigint;
  sum: bigint;
  squares: bigint;
}

/** Text of units · 10^−digits. */
export function toText(units: bigint, digits: number): string {
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  const sign = units < 0n ? '-' : '';
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Every way to print the square root of over/under: cut off, and rounded half up, half down, half even. */
export function printedRoots(
  over: bigint,
  under: bigint,
  digits: number,
): { cut: bigint; rounded: bigint[] } {
  const scale = 10n ** BigInt(2 * digits);
  const cut = floorSqrt((over * scale) / under);
  const twice = floorSqrt((4n * over * scale) / under);
  const up = (twice + 1n) / 2n;
  const tie = twice % 2n === 1n && twice * twice * under === 4n * over * scale;
  return { cut, rounded: tie ? [up, up - 1n] : [up] };
}

export const printedMeans = ({ n, sum }: Moments, digits: number) => printedRoots(sum * sum, n * n, digits);

export const printedDeviations = ({ n, sum, squares }: Moments, digits: number) =>
  printedRoots(n * squares - sum * sum, n * (n - 1n), digits);

/** Every sum and sum of squares of n whole numbers from `from` (0) to `cap` with a sum up to `most`. */
export function momentsOf(n: number, cap: number, most: number, from = 0): Moments[] {
  let pairs = new Set(['0 0']);
  for (let size = 0; size < n; size += 1) {
    const next = new Set<string>();
    for (const pair of pairs) {
      const [sum = 0, squares = 0] = pair.split(' ').map(Number);
      for (let value = from; value <= cap && sum + value <= most; value += 1) {
        next.add(`${sum + value} ${squares + value * value}`);
      }
    }
    pairs = next;
  }
  return [...pairs].map((pair) => {
    const [sum = 0, squares = 0] = pair.split(' ').map(Number);
    return { n: BigInt(n), sum: BigInt(sum), squares: BigInt(squares) };
  });
}

/** How a figure is printed, and what its deviation divides by: n − lost. */
export interface Printed {
  rounding: 'round' | 'truncate' | 'either';
  lost: bigint;
}

/** The ends of what units · 10^−digits stands for, in halves of its last digit. */
function endsOf(
  units: bigint,
  rounding: Printed['rounding'],
): { low: bigint; high: bigint; openLow: boolean } {
  if (units < 0n) {
    const { low, high } = endsOf(-units, rounding);
    return { low: -high, high: -low, openLow: rounding !== 'round' };
  }
  const low = 2n * units - (rounding === 'truncate' ? 0n : 1n);
  return { low, high: 2n * units + (rounding === 'round' ? 1n : 2n), openLow: false };
}

/** Whether a mean stands for that of these numbers, as `audit` is documented. */
export function isMean(
  { n, sum }: Moments,
  units: bigint,
  digits: number,
  rounding: Printed['rounding'],
): boolean {
  const { low, high, openLow } = endsOf(units, rounding);
  const mean = 2n * 10n ** BigInt(digits) * sum;
  return (openLow ? n * low < mean : n * low <= mean) && mean <= n * high;
}

/** Whether a deviation stands for that of these numbers; strictly: not at its upper end. */
export function isDeviation(
  { n, sum, squares }: Moments,
  units: bigint,
  digits: number,
  { rounding, lost }: Printed,
  strictly = false,
): boolean {
  const { low, high } = endsOf(units, rounding);
  const under = n * (n - lost);
  const over = 4n * 10n ** BigInt(2 * digits) * (n * squares - sum * sum);
  if (low > 0n && over < low * low * under) return false;
  return strictly ? over < high * high * under : over <= high * high * under;
}
