import type { Hub } from '../../hub/hub.ts';
import { listPages } from '../../hub/listing/list-pages.ts';
import type { RepoRecord } from '../../hub/listing/records.ts';
import { repoKinds } from '../../repo-kind.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import type { Listing } from '../../snapshot/tables/listings.ts';
import type { Provenance } from '../../snapshot/tables/meta.ts';
import { readStoredDownloads } from '../../snapshot/tables/stored-repos.ts';
import { endsRun, toListRequest } from './read-listing.ts';

/** Rows of fewer downloads are left aside: theirs stay the same from day to day. */
const leastDownloads = 50;

/**
 * Whether a snapshot mixes the downloads of several days: the Hub recounts those of nearly all repos at once, about
 * once a day. The first page of each kind, which was read when the collection began, is read again; when most of its
 * rows differ, they were recounted in between.
 * @returns null where nothing can be compared, or the pages could not be read again
 * @throws the abort reason; what {@link endsRun}
 */
export async function checkDownloads(
  hub: Hub,
  snapshot: Snapshot,
  provenance: Provenance,
  listings: readonly Listing[],
): Promise<boolean | null> {
  let compared = 0;
  let differing = 0;
  for (const kind of repoKinds) {
    const listing = listings.find((one) => one.kind === kind && one.rows > 0);
    if (listing === undefined) continue;
    const now = await readAgain(hub, provenance, listing);
    if (now === null) return null;
    const before = await readStoredDownloads(
      snapshot,
      listing,
      now.map(({ hubId }) => hubId),
    );
    for (const { hubId, downloads } of now) {
      const was = before.get(hubId) ?? 0;
      if (was < leastDownloads) continue;
      compared += 1;
      if (was !== downloads) differing += 1;
    }
  }
  return compared === 0 ? null : differing > compared / 2;
}

async function readAgain(
  hub: Hub,
  provenance: Provenance,
  listing: Listing,
): Promise<readonly RepoRecord[] | null> {
  const request = toListRequest(provenance, listing);
  try {
    const pages = listPages({ ...hub, requestJson: hub.requestAgain }, request, null);
    for await (const { repos } of pages) return repos;
    return [];
  } catch (error) {
    if (hub.signal.aborted || endsRun(error)) throw error;
    return null;
  }
}
