import { type Frequencies, totalOf } from './frequencies.ts';

/** A point of the Lorenz curve. */
export interface LorenzPoint {
  /** Share of the members, from the smallest, 0–1. */
  members: number;
  /** Their share of the total, 0–1. */
  total: number;
}

/**
 * The Lorenz curve: which share of the total the smallest members hold together. From (0, 0) to (1, 1), convex, one
 * point per distinct value (between them it is straight). Null when the total is 0.
 * Source: Lorenz 1905, Methods of Measuring the Concentration of Wealth. Twice the area between it and the diagonal is
 * the uncorrected Gini coefficient.
 * Known values: 1 1 1 10 → (0, 0), (0.75, 3/13), (1, 1).
 */
export function lorenz(frequencies: Frequencies): LorenzPoint[] | null {
  const total = totalOf(frequencies);
  if (total === 0) return null;
  const points: LorenzPoint[] = [{ members: 0, total: 0 }];
  let members = 0;
  let held = 0;
  for (const [index, value] of frequencies.values.entries()) {
    const count = frequencies.counts[index] ?? 0;
    members += count;
    held += count * value;
    points.push({ members: members / frequencies.n, total: held / total });
  }
  return points;
}
