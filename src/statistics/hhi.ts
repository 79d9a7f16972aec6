import { type Frequencies, totalOf } from './frequencies.ts';

/**
 * Herfindahl–Hirschman index: Σ(xi/total)², between 1/n and 1. Null when the total is 0.
 * Source: Hirschman 1964, The Paternity of an Index.
 * Known values: 1 1 1 10 → 0.6094675; the incomes of R `ineq` → 0.1840812.
 */
export function hhi(frequencies: Frequencies): number | null {
  const total = totalOf(frequencies);
  if (total === 0) return null;
  let sum = 0;
  const { values, counts } = frequencies;
  for (let index = 0; index < values.length; index += 1) {
    const share = (values[index] ?? 0) / total;
    sum += (counts[index] ?? 0) * share * share;
  }
  return sum;
}

/**
 * Effective number: 1 / HHI, how many equal members would be as concentrated. Null when the total is 0.
 * Source: Laakso & Taagepera 1979, "Effective" Number of Parties.
 * Known values: 5 5 5 → 3; 0 0 0 1 → 1.
 */
export function effectiveNumber(frequencies: Frequencies): number | null {
  const index = hhi(frequencies);
  return index === null ? null : 1 / index;
}
