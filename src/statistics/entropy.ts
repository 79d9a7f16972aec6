import { type Frequencies, totalOf } from './frequencies.ts';

/**
 * Shannon's entropy −Σ p ln p in nats, p = a member's share of the total (Shannon 1948). null for a total of 0.
 * Known: 1 1 1 10 → 0.7937301.
 */
export function entropy(frequencies: Frequencies): number | null {
  const total = totalOf(frequencies);
  if (total === 0) return null;
  let sum = 0;
  for (const [index, value] of frequencies.values.entries()) {
    const share = value / total;
    if (share > 0) sum -= share * Math.log(share) * (frequencies.counts[index] ?? 0);
  }
  return Math.max(0, sum);
}
