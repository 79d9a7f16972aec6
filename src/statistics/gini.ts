import type { Frequencies } from './frequencies.ts';

/**
 * The Gini coefficient, uncorrected: Σ|xi−xj| / (2 n² mean), from ascending x as Σ(2i−n−1)xi / (n Σx), with the places
 * i of equal values taken together (Gini 1912; `ineq` in R). null for an empty sample or a total of 0.
 * Known: 1 1 1 10 → 0.5192308; 0 0 0 1 → 0.75; 5 5 5 → 0.
 */
export function gini({ values, counts, n }: Frequencies): number | null {
  let before = 0;
  let weighted = 0;
  let total = 0;
  for (const [index, value] of values.entries()) {
    const count = counts[index] ?? 0;
    weighted += value * count * (2 * before + count - n);
    total += value * count;
    before += count;
  }
  return total === 0 ? null : weighted / (n * total);
}
