/** A sample of whole numbers as a frequency table, of which every figure of a row is a function. */
export interface Frequencies {
  /** The distinct values, ascending. */
  values: Float64Array;
  /** How many members have each value. */
  counts: Float64Array;
  /** How many members there are. */
  n: number;
}

/** Values below this are counted in a table, larger ones are sorted: few members are that large. */
const tableSize = 4096;

/** @param sample whole numbers from 0, in any order */
export function toFrequencies(sample: ArrayLike<number>): Frequencies {
  const table = new Float64Array(tableSize);
  const large: number[] = [];
  for (let index = 0; index < sample.length; index += 1) {
    const value = sample[index] ?? 0;
    if (value < tableSize) table[value] = (table[value] ?? 0) + 1;
    else large.push(value);
  }
  const values: number[] = [];
  const counts: number[] = [];
  for (const [value, count] of table.entries()) {
    if (count === 0) continue;
    values.push(value);
    counts.push(count);
  }
  for (const value of Float64Array.from(large).sort()) {
    if (values.at(-1) === value) counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
    else {
      values.push(value);
      counts.push(1);
    }
  }
  return { values: Float64Array.from(values), counts: Float64Array.from(counts), n: sample.length };
}

/** The sample itself, ascending. */
export function toSortedSample({ values, counts, n }: Frequencies): Float64Array {
  const sorted = new Float64Array(n);
  let start = 0;
  for (const [index, value] of values.entries()) {
    const end = start + (counts[index] ?? 0);
    sorted.fill(value, start, end);
    start = end;
  }
  return sorted;
}

/** The sum over all members. */
export function totalOf({ values, counts }: Frequencies): number {
  let total = 0;
  for (const [index, value] of values.entries()) total += value * (counts[index] ?? 0);
  return total;
}
