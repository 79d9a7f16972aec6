/** How often each value occurs: all that a statistic of a sample without order needs. */
export interface Frequencies {
  /** The distinct values, ascending. */
  values: Float64Array;
  /** How many members have the value of the same index; at least 1. */
  counts: Float64Array;
  /** Number of members: the sum of the counts. */
  n: number;
}

/** Whole numbers below this are counted in one pass; the rest, few in any reuse count, are sorted. */
const countedBelow = 65_536;

/**
 * The distinct values of a sample with their counts.
 * @param sample numbers in any order, none of them NaN
 */
export function toFrequencies(sample: ArrayLike<number>): Frequencies {
  const small = new Float64Array(Math.min(countedBelow, sample.length < 1000 ? 64 : countedBelow));
  const rest: number[] = [];
  for (let index = 0; index < sample.length; index += 1) {
    const value = sample[index] ?? 0;
    if (value >= 0 && value < small.length && Number.isInteger(value)) small[value] = (small[value] ?? 0) + 1;
    else rest.push(value);
  }
  const counts = new Map<number, number>();
  for (const value of rest) counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const [value, count] of small.entries()) if (count > 0) counts.set(value, count);
  return fromCounts(counts);
}

/** Frequencies from a table of value and count; counts of 0 are left out. */
export function fromCounts(counts: Iterable<readonly [number, number]>): Frequencies {
  const entries = [...counts].filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
  return {
    values: Float64Array.from(entries, ([value]) => value),
    counts: Float64Array.from(entries, ([, count]) => count),
    n: entries.reduce((n, [, count]) => n + count, 0),
  };
}

/** The members of a sample, ascending. */
export function toSortedSample({ values, counts, n }: Frequencies): Float64Array {
  const sorted = new Float64Array(n);
  let first = 0;
  for (const [index, value] of values.entries()) {
    const end = first + (counts[index] ?? 0);
    sorted.fill(value, first, end);
    first = end;
  }
  return sorted;
}

/** The sum of all members; exact for whole numbers as long as it is below 2^53. */
export function totalOf({ values, counts }: Frequencies): number {
  let total = 0;
  for (const [index, value] of values.entries()) total += value * (counts[index] ?? 0);
  return total;
}
