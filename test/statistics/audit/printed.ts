import { floorSqrt } from '../../../src/statistics/audit/integers.ts';

/** A sum and a sum of squares of n whole numbers. */
export interface Moments {
  n: bigint;
  sum: bigint;
  squares: bigint;
}

/** Text of units · 10^−digits. */
export function toText(units: bigint, digits: number): string {
  const text = units.toString().padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
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

/** Every sum and sum of squares of n whole numbers ≥ 0 with values up to `cap` and a sum up to `most`. */
export function momentsOf(n: number, cap: number, most: number): Moments[] {
  let pairs = new Set(['0 0']);
  for (let size = 0; size < n; size += 1) {
    const next = new Set<string>();
    for (const pair of pairs) {
      const [sum = 0, squares = 0] = pair.split(' ').map(Number);
      for (let value = 0; value <= cap && sum + value <= most; value += 1) {
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
