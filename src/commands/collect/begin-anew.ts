import { existsSync } from 'node:fs';
import { messageOf } from '../../errors.ts';
import type { Hub } from '../../hub/hub.ts';
import { openSnapshotForWriting, type Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { writeWholeSnapshot } from '../../snapshot/file/write-whole.ts';
import { readListings } from '../../snapshot/tables/listings.ts';
import type { Provenance } from '../../snapshot/tables/meta.ts';
import { planCollection } from './plan.ts';
import { endsRun, readFirstPage } from './read-listing.ts';
import { toUnreachable } from './unreachable.ts';

/**
 * Replaces a snapshot by one of a new collection that has its first page; until then the old one stays, for a wrong
 * endpoint or an expired token must not cost a crawl. Nothing happens where there is no file.
 * @param onPlanned called before the Hub is asked
 * @throws HfreuseError (exit 1) where the file is not a snapshot, is held, or no page could be read
 */
export async function beginAnew(
  path: string,
  wanted: Provenance,
  hub: Hub,
  onPlanned: (snapshot: Snapshot, provenance: Provenance) => Promise<void>,
): Promise<void> {
  if (!existsSync(path)) return;
  // Only a snapshot is replaced: any other file of that name stays, and opening it reports what it is.
  (await openSnapshotForWriting(path)).close();
  await writeWholeSnapshot(path, async (snapshot) => {
    const provenance = await planCollection(snapshot, wanted);
    await onPlanned(snapshot, provenance);
    let reason: string | null = null;
    for (const listing of await readListings(snapshot)) {
      try {
        return await readFirstPage(hub, snapshot, provenance, listing);
      } catch (error) {
        if (hub.signal.aborted || endsRun(error)) throw error;
        reason ??= messageOf(error);
      }
    }
    throw toUnreachable(provenance.endpoint, reason, 'the snapshot that was there is kept');
  });
}
