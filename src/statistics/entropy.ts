import { type Frequencies, totalOf } from './frequencies.ts';

/**
 * Shannon entropy of the shares of the total: −Σ p ln p, in nats, members without a share adding nothing. At most the
 * logarithm of the number of nonzero members. Null when the total is 0.
 * Source: Shannon 1948, A Mathematical Theory of Communication.
 * Known values: 1 1 1 10 → 0.7937301; the incomes of R `ineq` → 1.9402439 (exp 6.9604481).
 */
export function entropy(frequencies: Frequencies): number | null {
  const total = totalOf(frequencies);
  if (total === 0) return null;
  let sum = 0;
  const { values, counts } = frequencies;
  for (let index = 0; index < values.length; index += 1) {
    const share = (values[index] ?? 0) / total;
    // Subtracted from 0: the entropy of a single share is 0, not −0.
    if (share > 0) sum -= (counts[index] ?? 0) * share * Math.log(share);
  }
  return Math.max(0, sum);
}
