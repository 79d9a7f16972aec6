import type { Snapshot } from '../file/open-snapshot.ts';
import { readIntegers } from '../file/query.ts';

/**
 * For each owner, how many models use any of its datasets or models, under any relation. The derived tables must be
 * there.
 * @param owners how many owners there are
 */
export async function readOwnerUses({ connection }: Snapshot, owners: number): Promise<Int32Array> {
  const none = new Int32Array(0);
  const [numbers = none, uses = none] = await readIntegers(
    connection,
    'SELECT owner, uses FROM owner_uses',
    2,
  );
  const values = new Int32Array(owners);
  for (let place = 0; place < numbers.length; place += 1) values[numbers[place] ?? 0] = uses[place] ?? 0;
  return values;
}
