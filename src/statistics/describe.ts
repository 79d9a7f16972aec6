import { mean, medianSorted, quantileSorted, sampleStandardDeviation, sum } from 'simple-statistics';

/** The basic figures of a population; null where undefined. */
export interface Description {
  n: number;
  mean: number | null;
  /** The sample standard deviation (n−1); null for fewer than two members. */
  sd: number | null;
  median: number | null;
  /** The quantile of type 7 (Hyndman & Fan 1996) at 0.9. */
  p90: number | null;
  max: number | null;
  total: number;
}

/** Describes a sample with simple-statistics. @param sorted ascending */
export function describe(sorted: Float64Array): Description {
  const n = sorted.length;
  // simple-statistics reads by index and length alone, so a typed array does; its types know plain arrays only.
  const sample = sorted as unknown as number[];
  if (n === 0) return { n, mean: null, sd: null, median: null, p90: null, max: null, total: 0 };
  return {
    n,
    mean: mean(sample),
    sd: n < 2 ? null : sampleStandardDeviation(sample),
    median: medianSorted(sample),
    p90: quantileSorted(sample, 0.9),
    max: sorted[n - 1] ?? null,
    total: sum(sample),
  };
}
