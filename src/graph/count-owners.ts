import type { Sources } from './sources.ts';

/**
 * For each target, how many distinct owners its sources have, its own left out.
 * @param sourceOwners the owner of each source, a dense number
 * @param targetOwners the owner of each target, of the same numbers
 */
export function countOwners(
  { starts, sources }: Sources,
  sourceOwners: ArrayLike<number>,
  targetOwners: ArrayLike<number>,
): Int32Array {
  const counts = new Int32Array(starts.length - 1);
  // The last target (from 1) that each owner was seen at.
  const seenAt = new Int32Array(countNumbers(sourceOwners));
  for (let target = 0; target < counts.length; target += 1) {
    const own = targetOwners[target];
    const last = starts[target + 1] ?? 0;
    let count = 0;
    for (let place = starts[target] ?? 0; place < last; place += 1) {
      const owner = sourceOwners[sources[place] ?? 0] ?? 0;
      if (owner === own || seenAt[owner] === target + 1) continue;
      seenAt[owner] = target + 1;
      count += 1;
    }
    counts[target] = count;
  }
  return counts;
}

/** How many numbers from 0 on there may be. */
export function countNumbers(numbers: ArrayLike<number>): number {
  let most = -1;
  for (let index = 0; index < numbers.length; index += 1) most = Math.max(most, numbers[index] ?? -1);
  return most + 1;
}

/** The owners of some targets, and for each how many distinct sources point at any of its targets among them. */
export interface OwnerCounts {
  owners: Int32Array;
  values: Int32Array;
}

/**
 * Makes a counter for groups of targets. A group costs time in its targets and their sources alone.
 * @param sourceCount number of sources
 */
export function ownerCounter(
  { starts, sources }: Sources,
  targetOwners: ArrayLike<number>,
  sourceCount: number,
): (targets: Int32Array) => OwnerCounts {
  // The targets of an owner are a list: its first, and the next of each. −1 ends it.
  const first = new Int32Array(countNumbers(targetOwners)).fill(-1);
  const next = new Int32Array(starts.length - 1);
  const seenAt = new Int32Array(sourceCount);
  let round = 0;
  const countSources = (target: number): number => {
    if (next[target] === -1) return (starts[target + 1] ?? 0) - (starts[target] ?? 0);
    round += 1;
    let count = 0;
    for (let one = target; one !== -1; one = next[one] ?? -1) {
      const last = starts[one + 1] ?? 0;
      for (let place = starts[one] ?? 0; place < last; place += 1) {
        const source = sources[place] ?? 0;
        if (seenAt[source] === round) continue;
        seenAt[source] = round;
        count += 1;
      }
    }
    return count;
  };
  return (targets) => {
    const owners = new Int32Array(targets.length);
    let length = 0;
    for (let at = 0; at < targets.length; at += 1) {
      const target = targets[at] ?? 0;
      const owner = targetOwners[target] ?? 0;
      if (first[owner] === -1) {
        owners[length] = owner;
        length += 1;
      }
      next[target] = first[owner] ?? -1;
      first[owner] = target;
    }
    const values = new Int32Array(length);
    for (let at = 0; at < length; at += 1) {
      const owner = owners[at] ?? 0;
      values[at] = countSources(first[owner] ?? 0);
      first[owner] = -1;
    }
    return { owners: owners.slice(0, length), values };
  };
}
