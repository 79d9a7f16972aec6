import type { Snapshot } from '../file/open-snapshot.ts';
import { readIntegers } from '../file/query.ts';

/**
 * For each owner, how many models use any of its datasets or models, under any relation. The derived tables must be
 * there.
 * @param owners how many owners there are
 */
export async function readOwnerUses({ connection }: Snapshot, owners: number): Promise<Int32Array> {
  const [numbers, uses] = await readIntegers(connection, 'SELECT owner, uses FROM owner_uses', 2);
  const values = new Int32Array(owners);
  numbers?.forEach((owner, place) => {
    values[owner] = uses?.[place] ?? 0;
  });
  return values;
}
