/** How often each value occurs: all that a statistic of a sample without order needs. */
export interface Frequencies {
  /** The distinct values, ascending. */
  values: Float64Array;
  /** How many members have the value of the same index; at least 1. */
  counts: Float64Array;
  /** Number of members: the sum of the counts. */
  n: number;
}

/** Whole numbers below this are counted in place; the rest, few in any reuse count, in a map. */
const countedBelow = 65_536;

/**
 * The distinct values of a sample with their counts.
 * @param sample numbers in any order, none of them NaN
 */
export function toFrequencies(sample: ArrayLike<number>): Frequencies {
  // No longer than it must be: most samples have no large value, and a report has hundreds of them.
  const small = new Int32Array(Math.min(countedBelow, largestOf(sample) + 1));
  const others = new Map<number, number>();
  for (let index = 0; index < sample.length; index += 1) {
    const value = sample[index] ?? 0;
    if (value >= 0 && value < small.length && Number.isInteger(value)) small[value] = (small[value] ?? 0) + 1;
    else others.set(value, (others.get(value) ?? 0) + 1);
  }
  const counts: [number, number][] = [];
  for (let value = 0; value < small.length; value += 1) {
    const count = small[value] ?? 0;
    if (count > 0) counts.push([value, count]);
  }
  for (const entry of others) counts.push(entry);
  return fromCounts(counts);
}

/** The largest member, 0 where none is larger. */
function largestOf(sample: ArrayLike<number>): number {
  let largest = 0;
  for (let index = 0; index < sample.length; index += 1) largest = Math.max(largest, sample[index] ?? 0);
  return Math.floor(largest);
}

/** Frequencies from a table of value and count; counts of 0 are left out. */
export function fromCounts(counts: Iterable<readonly [number, number]>): Frequencies {
  const entries = [...counts].filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
  const frequencies = {
    values: new Float64Array(entries.length),
    counts: new Float64Array(entries.length),
    n: 0,
  };
  for (const [index, [value, count]] of entries.entries()) {
    frequencies.values[index] = value;
    frequencies.counts[index] = count;
    frequencies.n += count;
  }
  return frequencies;
}

/** The same without the zeros of a sample that has no smaller value. */
export function withoutZeros({ values, counts, n }: Frequencies): Frequencies {
  if (values[0] !== 0) return { values, counts, n };
  return { values: values.subarray(1), counts: counts.subarray(1), n: n - (counts[0] ?? 0) };
}

/** The sum of all members; exact for whole numbers as long as it is below 2^53. */
export function totalOf({ values, counts }: Frequencies): number {
  let total = 0;
  for (let index = 0; index < values.length; index += 1) total += (values[index] ?? 0) * (counts[index] ?? 0);
  return total;
}

/** The least of the `most` greatest members above 0, or of all of these where there are fewer; infinite where none is. */
export function leastOfGreatest({ values, counts }: Frequencies, most: number): number {
  let least = Number.POSITIVE_INFINITY;
  let members = 0;
  for (let place = values.length - 1; place >= 0 && members < most; place -= 1) {
    const value = values[place] ?? 0;
    if (value <= 0) break;
    least = value;
    members += counts[place] ?? 0;
  }
  return least;
}
