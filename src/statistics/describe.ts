import { medianSorted, quantileSorted } from 'simple-statistics';
import { type Frequencies, totalOf } from './frequencies.ts';

/** The basic figures of a sample; null where a figure does not exist. */
export interface Description {
  n: number;
  /** Arithmetic mean. */
  mean: number | null;
  /** Sample standard deviation (n−1); null below two members. */
  sd: number | null;
  median: number | null;
  /** Quantile of order 0.9, type 7 of Hyndman & Fan 1996 (the default of R and numpy). */
  p90: number | null;
  max: number | null;
  total: number;
}

/**
 * The basic figures of whole numbers, to the last bit those that simple-statistics gives for the members themselves, of
 * which a report of the Hub has tens of millions.
 * Known values: 1 1 1 10 has mean 3.25, sd 4.5, median 1, p90 7.3, max 10, total 13.
 */
export function describe(frequencies: Frequencies): Description {
  const { values, n } = frequencies;
  if (n === 0) return { n, mean: null, sd: null, median: null, p90: null, max: null, total: 0 };
  const total = totalOf(frequencies);
  const mean = total / n;
  const members = toMembers(frequencies);
  return {
    n,
    mean,
    sd: n < 2 ? null : Math.sqrt(sumSquaredDeviations(frequencies, mean) / (n - 1)),
    median: medianSorted(members),
    p90: quantileSorted(members, 0.9),
    max: values.at(-1) ?? null,
    total,
  };
}

/** Member by member: a product of each value and its count would round otherwise. */
function sumSquaredDeviations({ values, counts }: Frequencies, mean: number): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) {
    const deviation = (values[index] ?? 0) - mean;
    const square = deviation * deviation;
    const count = counts[index] ?? 0;
    for (let member = 0; member < count; member += 1) sum += square;
  }
  return sum;
}

/** The members, ascending, as far as the package asks for them: it reads the length, and the few that a quantile lies between. */
const toMembers = (frequencies: Frequencies): readonly number[] =>
  new Proxy([], {
    get: (_, name) => (name === 'length' ? frequencies.n : findMember(frequencies, Number(name))),
  });

/** The member of a place among all, ascending, from 0. */
function findMember({ values, counts }: Frequencies, place: number): number | undefined {
  let index = 0;
  for (let after = counts[0] ?? 0; after <= place && index < values.length; after += counts[index] ?? 0)
    index += 1;
  return values[index];
}
