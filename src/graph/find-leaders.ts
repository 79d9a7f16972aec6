/** Members that may be among those with the greatest values. */
export interface Candidate {
  /** Place in the sample. */
  index: number;
  value: number;
}

/** How many of those with the greatest values are named. */
export const leaderCount = 3;

/**
 * The members with the greatest values above 0: the first {@link leaderCount} are among them, however ties are broken
 * between equal ones.
 */
export function findCandidates(values: ArrayLike<number>): Candidate[] {
  const greatest = new Float64Array(leaderCount);
  for (let index = 0; index < values.length; index += 1) {
    let value = values[index] ?? 0;
    for (let place = 0; place < leaderCount && value > (greatest[leaderCount - 1] ?? 0); place += 1) {
      const before = greatest[place] ?? 0;
      if (value <= before) continue;
      greatest[place] = value;
      value = before;
    }
  }
  const least = greatest[leaderCount - 1] ?? 0;
  const candidates: Candidate[] = [];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    if (value > 0 && value >= least) candidates.push({ index, value });
  }
  return candidates;
}
