/** How often each value occurs in each group, and who holds the largest: grows member by member and step by step. */
export interface Tally {
  /** By group; one without members may be missing. */
  groups: (GroupTally | undefined)[];
}

/** The members of one group. */
interface GroupTally {
  /** How many have each value; longer than it need be. */
  counts: Int32Array;
  /** The largest value, 0 or more, and its holders where it is above 0. */
  largest: number;
  holders: number[];
}

export const makeTally = (): Tally => ({ groups: [] });

/** A group, which is made when it is first asked for. */
function findGroup({ groups }: Tally, group: number): GroupTally {
  groups[group] ??= { counts: new Int32Array(16), largest: 0, holders: [] };
  return groups[group];
}

/** A new member of a group. @param value a whole number, 0 or more */
export function enterMember(tally: Tally, group: number, member: number, value: number): void {
  const ofGroup = findGroup(tally, group);
  if (value >= ofGroup.counts.length) {
    const longer = new Int32Array(2 * (value + 1));
    longer.set(ofGroup.counts);
    ofGroup.counts = longer;
  }
  ofGroup.counts[value] = (ofGroup.counts[value] ?? 0) + 1;
  if (value === 0 || value < ofGroup.largest) return;
  if (value > ofGroup.largest) {
    ofGroup.largest = value;
    ofGroup.holders = [member];
  } else ofGroup.holders.push(member);
}

/** A member's value grows by 1. @param value what it was */
export function raiseMember(tally: Tally, group: number, member: number, value: number): void {
  const { counts } = findGroup(tally, group);
  counts[value] = (counts[value] ?? 0) - 1;
  enterMember(tally, group, member, value + 1);
}

/** The values of a group and how many have each, ascending. */
export function listCounts({ groups }: Tally, group: number): [number, number][] {
  const pairs: [number, number][] = [];
  const ofGroup = groups[group];
  for (let value = 0; value <= (ofGroup?.largest ?? -1); value += 1) {
    const count = ofGroup?.counts[value] ?? 0;
    if (count > 0) pairs.push([value, count]);
  }
  return pairs;
}
