import { type Frequencies, totalOf } from './frequencies.ts';

/**
 * The share of the total that the k largest members hold, 0–1; all of it where there are fewer than k. Null when the
 * total is 0.
 * Known values: 1 1 1 10 with k 1 → 10/13, with k 2 → 11/13.
 */
export function topShare(frequencies: Frequencies, k: number): number | null {
  const total = totalOf(frequencies);
  if (total === 0) return null;
  let left = k;
  let held = 0;
  for (let index = frequencies.values.length - 1; index >= 0 && left > 0; index -= 1) {
    const taken = Math.min(left, frequencies.counts[index] ?? 0);
    held += taken * (frequencies.values[index] ?? 0);
    left -= taken;
  }
  return held / total;
}

/**
 * The share of the total that the largest p per cent of the members hold: the ⌈p·n/100⌉ largest. Null when the total
 * is 0.
 * @param percent whole number, so that p·n/100 is rounded up exactly
 */
export function topPercentShare(frequencies: Frequencies, percent: number): number | null {
  return topShare(frequencies, Math.ceil((percent * frequencies.n) / 100));
}
