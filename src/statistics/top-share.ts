import { type Frequencies, totalOf } from './frequencies.ts';

/** The share of the total that the k largest members hold, all of them where there are fewer. null for a total of 0. */
export function topShare(frequencies: Frequencies, k: number): number | null {
  const total = totalOf(frequencies);
  if (total === 0) return null;
  const { values, counts } = frequencies;
  let left = k;
  let sum = 0;
  for (let index = values.length - 1; index >= 0 && left > 0; index -= 1) {
    const taken = Math.min(left, counts[index] ?? 0);
    sum += taken * (values[index] ?? 0);
    left -= taken;
  }
  return sum / total;
}

/** The share that the largest ⌈n·percent/100⌉ members hold. null for a total of 0. */
export const topPercentShare = (frequencies: Frequencies, percent: number): number | null =>
  topShare(frequencies, Math.ceil((frequencies.n * percent) / 100));
