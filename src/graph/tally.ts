/** How often each value occurs in each group, and who holds the largest: grows member by member and step by step. */
export interface Tally {
  /** By group: value and how many have it; some of 0 may be left. */
  counts: Map<number, Map<number, number>>;
  /** By group: the largest value above 0, and its holders. */
  greatest: Map<number, { value: number; holders: number[] }>;
}

export const makeTally = (): Tally => ({ counts: new Map(), greatest: new Map() });

/** A new member of a group. */
export function enterMember({ counts, greatest }: Tally, group: number, member: number, value: number): void {
  let ofGroup = counts.get(group);
  if (ofGroup === undefined) {
    ofGroup = new Map();
    counts.set(group, ofGroup);
  }
  ofGroup.set(value, (ofGroup.get(value) ?? 0) + 1);
  if (value <= 0) return;
  const found = greatest.get(group);
  if (found === undefined || value > found.value) greatest.set(group, { value, holders: [member] });
  else if (value === found.value) found.holders.push(member);
}

/** A member's value grows by 1. @param value what it was */
export function raiseMember(tally: Tally, group: number, member: number, value: number): void {
  const ofGroup = tally.counts.get(group);
  ofGroup?.set(value, (ofGroup.get(value) ?? 0) - 1);
  enterMember(tally, group, member, value + 1);
}
