import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readProvenance, readUpdating } from '../../snapshot/tables/meta.ts';
import { countAnswers, readNamesToLookUp, type UnknownName } from '../../snapshot/tables/names-to-look-up.ts';

/** The names that `--resolve` still allows to ask for. */
export async function outstandingNames(
  snapshot: Snapshot,
  allowed: number | 'all' | 'none',
): Promise<UnknownName[]> {
  if (allowed === 'none') return [];
  // What was answered before the last update may be otherwise now.
  const since = (await readUpdating(snapshot)) ?? (await readProvenance(snapshot))?.updatedFrom ?? null;
  if (allowed === 'all') return readNamesToLookUp(snapshot, null, since);
  const left = allowed - (await countAnswers(snapshot, since));
  return left > 0 ? readNamesToLookUp(snapshot, left, since) : [];
}
