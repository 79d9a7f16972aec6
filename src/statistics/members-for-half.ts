import { type Frequencies, totalOf } from './frequencies.ts';

/**
 * The least number of members that hold at least half of the total together: the largest ones. Null when the total is 0.
 * Known values: 1 1 1 10 → 1; 5 5 5 → 2; 1 1 → 1.
 */
export function membersForHalf(frequencies: Frequencies): number | null {
  const total = totalOf(frequencies);
  if (total === 0) return null;
  let members = 0;
  let missing = total / 2;
  for (let index = frequencies.values.length - 1; index >= 0 && missing > 0; index -= 1) {
    const value = frequencies.values[index] ?? 0;
    const taken = Math.min(frequencies.counts[index] ?? 0, Math.ceil(missing / value));
    members += taken;
    missing -= taken * value;
  }
  return members;
}
