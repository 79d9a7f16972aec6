import { medianSorted, quantileSorted, sampleStandardDeviation, sum } from 'simple-statistics';

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
 * The basic figures, all from simple-statistics.
 * Known values: 1 1 1 10 has mean 3.25, sd 4.5, median 1, p90 7.3, max 10, total 13.
 * @param sorted members, ascending
 */
export function describe(sorted: ArrayLike<number>): Description {
  // The package reads length and index only, so that a typed array serves; its types ask for a plain one.
  const sample = sorted as readonly number[];
  const n = sample.length;
  if (n === 0) return { n, mean: null, sd: null, median: null, p90: null, max: null, total: 0 };
  const total = sum(sample);
  return {
    n,
    mean: total / n,
    sd: n < 2 ? null : sampleStandardDeviation(sample),
    median: medianSorted(sample),
    p90: quantileSorted(sample, 0.9),
    max: sample[n - 1] ?? null,
    total,
  };
}
