import { type Frequencies, totalOf } from './frequencies.ts';

/**
 * The Herfindahl–Hirschman index Σp², p = a member's share of the total (Hirschman 1964). null for a total of 0.
 * Known: 1 1 1 10 → 0.6094675.
 */
export function hhi(frequencies: Frequencies): number | null {
  const total = totalOf(frequencies);
  if (total === 0) return null;
  let squares = 0;
  for (const [index, value] of frequencies.values.entries()) {
    squares += (value / total) ** 2 * (frequencies.counts[index] ?? 0);
  }
  return squares;
}

/** The effective number of members, 1 / HHI (Laakso & Taagepera 1979). null for a total of 0. */
export function effectiveNumber(frequencies: Frequencies): number | null {
  const index = hhi(frequencies);
  return index === null ? null : 1 / index;
}
