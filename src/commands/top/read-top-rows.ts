import { relations as relationNames } from '../../definitions/relations.ts';
import type { TopRow } from '../../documents/top/top.ts';
import { findGreatest } from '../../graph/find-greatest.ts';
import { type Users, userDescriber } from '../../graph/users.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readFirstByName, readOwnerNames } from '../../snapshot/read/read-names.ts';
import type { Line, Ranked } from './ranked.ts';

/** The greatest, by name where they are equal. */
export async function readTopRows(snapshot: Snapshot, ranked: Ranked, n: number): Promise<TopRow[]> {
  const { total } = ranked;
  const numbers = await chooseNumbers(snapshot, ranked, n);
  // One after the other: side by side they take each other's place near the processor.
  const factsOf = await ranked.facts(numbers);
  const { described, lines } = describeAll(ranked, numbers);
  const owners = await readOwnerNames(snapshot, new Set(described.flatMap(({ leaders }) => leaders)));
  let above = 0;
  return described.map(({ uses, owners: distinct, ownUses, ...leading }, place): TopRow => {
    const number = numbers[place] ?? 0;
    above += uses;
    const { id, task, ghost, downloads, likes, createdAt } = factsOf(number);
    const line = lines?.[place];
    return {
      ...{ rank: place + 1, id, task, ghost, uses, owners: distinct, ownUses },
      share: total === 0 ? null : uses / total,
      cumulativeShare: total === 0 ? null : above / total,
      relations: line === undefined ? null : toCounts(line.relations),
      topOwner: toTopOwner(leading, owners),
      descendants: line?.descendants ?? null,
      ...{ downloads, likes, createdAt },
    };
  });
}

/** What is known of each by the edges to it. */
function describeAll(
  { describe, sourceOwners, owners, ownerOf }: Ranked,
  numbers: readonly number[],
): { described: Users[]; lines: Line[] | null } {
  const { users, lines } = describe(numbers);
  const describeUsers = userDescriber(users, sourceOwners, owners);
  return { described: numbers.map((number, place) => describeUsers(place, ownerOf(number))), lines };
}

/** The numbers of the greatest n, by name where they are equal. */
export async function chooseNumbers(
  snapshot: Snapshot,
  { kind, values }: Pick<Ranked, 'kind' | 'values'>,
  n: number,
): Promise<number[]> {
  const { sure, tied, open } = findGreatest(values, n);
  const toValue = (number: number): number => values[number] ?? 0;
  // Names are looked up where they decide, and nowhere else.
  const isDistinct = new Set(sure.map(toValue)).size === sure.length;
  const named = isDistinct ? [...sure] : await readFirstByName(snapshot, kind, sure, sure.length);
  // Among equal values the order of the names stays.
  named.sort((a, b) => toValue(b) - toValue(a));
  return [...named, ...(await readFirstByName(snapshot, kind, tied, open))];
}

const toCounts = (counts: readonly number[]): Record<string, number> =>
  Object.fromEntries(relationNames.map((name, bit) => [name, counts[bit] ?? 0]));

function toTopOwner(
  { leaders, most }: Pick<Users, 'leaders' | 'most'>,
  names: ReadonlyMap<number, string>,
): TopRow['topOwner'] {
  const [owner] = leaders.map((leader) => names.get(leader) ?? '').sort();
  return owner === undefined ? null : { owner, uses: most };
}
