import { entropy } from './entropy.ts';
import type { Frequencies } from './frequencies.ts';

/**
 * Evenness: the entropy over the most that the nonzero members could have, ln(their number); between 0 and 1.
 * Null when the total is 0 and for a single nonzero member (0/0).
 * Source: Pielou 1966, The Measurement of Diversity in Different Types of Biological Collections.
 * Known values: 5 5 5 → 1; 1 1 1 10 → 0.7937301 / ln 4 = 0.5725553.
 */
export function evenness(frequencies: Frequencies): number | null {
  const nonzero = frequencies.n - (frequencies.values[0] === 0 ? (frequencies.counts[0] ?? 0) : 0);
  const nats = entropy(frequencies);
  return nats === null || nonzero < 2 ? null : Math.min(1, nats / Math.log(nonzero));
}
