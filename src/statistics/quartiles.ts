import { quantileSorted } from 'simple-statistics';

/** The three quartiles; null where there is no member. */
export interface Quartiles {
  q1: number | null;
  median: number | null;
  q3: number | null;
}

/**
 * Quantiles of order 0.25, 0.5 and 0.75, type 7 of Hyndman & Fan 1996 (the default of R and numpy).
 * Known values: 1 1 1 10 has 1, 1 and 3.25.
 * @param sorted members, ascending
 */
export function quartiles(sorted: ArrayLike<number>): Quartiles {
  if (sorted.length === 0) return { q1: null, median: null, q3: null };
  // The package reads length and index only, so that a typed array serves; its types ask for a plain one.
  const quantileAt = (order: number): number => quantileSorted(sorted as readonly number[], order);
  return { q1: quantileAt(0.25), median: quantileAt(0.5), q3: quantileAt(0.75) };
}
