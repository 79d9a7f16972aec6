import { type Frequencies, totalOf } from './frequencies.ts';

/**
 * Gini coefficient, uncorrected: Σ|xi−xj| / (2 n² mean), from the sorted sample Σ(2i−n−1)xi / (n Σx). 0 when all members
 * are equal, (n−1)/n when one holds everything. Null when the total is 0.
 * Source: Gini 1912, Variabilità e mutabilità; R `ineq` (its documentation's incomes: 0.4620911).
 * Known values: 1 1 1 10 → 0.5192308, 0 0 0 1 → 0.75, 5 5 5 → 0, 1…10 → 0.3.
 */
export function gini(frequencies: Frequencies): number | null {
  const { values, counts, n } = frequencies;
  const total = totalOf(frequencies);
  if (total === 0) return null;
  let below = 0;
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) {
    const count = counts[index] ?? 0;
    // Σ(2i−n−1) over the ranks i that members of this value take.
    sum += count * (2 * below + count - n) * (values[index] ?? 0);
    below += count;
  }
  return sum / (n * total);
}

/**
 * Gini coefficient times n/(n−1), so that one member holding everything gives 1 for every n. Null when the total is 0
 * and for a single member.
 * Source: Deaton 1997, The Analysis of Household Surveys; R `ineq` with `corr = TRUE`.
 * Known values: 0 0 0 1 → 1; the incomes of R `ineq` → 0.5134346.
 */
export function giniCorrected(frequencies: Frequencies): number | null {
  const { n } = frequencies;
  const uncorrected = gini(frequencies);
  return uncorrected === null || n < 2 ? null : (uncorrected * n) / (n - 1);
}
