import { firstResidue } from './first-residue.ts';
import type { Interval } from './interval.ts';

/** Sizes up to here are tried one by one. */
const steppedBelow = 2000n;

/**
 * The sizes n, ascending from `from`, for which n whole numbers can have a mean in the interval: for which a whole sum
 * lies between n·low and n·high. Without end.
 */
export function* sizesWithSum(interval: Interval, from: bigint): Generator<bigint, never> {
  const mean = toRange(interval);
  const { low, high, scale, open } = mean;
  const width = high - low;
  let n = from;
  if (scale < 2n ** 40n) {
    for (const small of smallSizes(mean, from)) yield small;
    n = from > steppedBelow ? from : steppedBelow;
  }
  const step = (scale - (low % scale)) % scale;
  for (;;) {
    // What is missing from n·low to the next whole sum must fit in n·width; up to 2n the room at most doubles.
    const room = (2n * n - 1n) * width - (open ? 1n : 0n);
    const more = room >= scale ? 0n : distanceToFitting(step, scale, n, room);
    if (more === null || more >= n) {
      n *= 2n;
      continue;
    }
    n += more;
    const missing = (n * step) % scale;
    if (missing <= n * width - (open ? 1n : 0n)) yield n;
    n += 1n;
  }
}

/** What whole sums are looked for in: from low, to high unless that end is open. */
interface Range {
  low: bigint;
  high: bigint;
  scale: bigint;
  open: boolean;
}

/** An interval whose open end is the high one: mirrored, where it is the low one. */
function toRange({ low, high, scale, open }: Interval): Range {
  return open === 'low'
    ? { low: -high, high: -low, scale, open: true }
    : { low, high, scale, open: open === 'high' };
}

/** How far from n the least size is for which n·step mod scale is at most `room`; null for none. */
function distanceToFitting(step: bigint, scale: bigint, n: bigint, room: bigint): bigint | null {
  const start = (n * step) % scale;
  return start <= room ? 0n : firstResidue(step, scale, scale - start, scale - start + room);
}

/** The same by adding up in floating point, exact for small scales: most answers are small, and this is quick. */
function* smallSizes({ low, high, scale, open }: Range, from: bigint): Generator<bigint> {
  const all = Number(scale);
  const width = Number(high - low);
  const step = Number((scale - (low % scale)) % scale);
  let missing = Number(((scale - (low % scale)) * from) % scale);
  for (let n = Number(from); n < Number(steppedBelow); n += 1) {
    if (open ? missing < n * width : missing <= n * width) yield BigInt(n);
    missing += step;
    if (missing >= all) missing -= all;
  }
}
