/** Members that may be among those with the greatest values. */
export interface Candidate {
  /** Place in the sample. */
  index: number;
  value: number;
}

/** How many of those with the greatest values are named. */
export const leaderCount = 3;

/**
 * The members with the greatest values: the first {@link leaderCount} are among them, however ties are broken between
 * equal ones.
 * @param least the least of the values of these; infinite where there are none
 */
export function findCandidates(values: ArrayLike<number>, least: number): Candidate[] {
  const candidates: Candidate[] = [];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    if (value >= least) candidates.push({ index, value });
  }
  return candidates;
}
