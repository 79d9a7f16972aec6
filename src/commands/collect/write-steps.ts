import { readAhead } from '../../async.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import type { Listing } from '../../snapshot/tables/listings.ts';
import { type PackedPage, writePages } from '../../snapshot/tables/write-pages.ts';

/** One page of a listing: what it adds to the snapshot, and how far the listing is after it. */
export interface ListingStep {
  after: Listing;
  /** How many repos it adds. */
  repos: number;
  page: PackedPage;
}

/** Called after each page that is safely in the file, with the number of its repos. */
export type OnPage = (repos: number) => void;

/** How many pages are read while others are written; packed, an ordinary one takes half a megabyte. */
const pagesAhead = 4;

/** Writes the steps of a listing as they come: the pages that are there, and where the listing goes on, together. */
export async function writeSteps(
  snapshot: Snapshot,
  listing: Listing,
  steps: AsyncIterable<ListingStep>,
  onPage: OnPage,
): Promise<void> {
  for await (const batch of readAhead(steps, pagesAhead)) {
    const after = batch.at(-1)?.after ?? listing;
    await writePages(
      snapshot,
      after,
      batch.map(({ page }) => page),
    );
    // Not before: pages that could not be written must be asked for again.
    Object.assign(listing, after);
    for (const { repos } of batch) onPage(repos);
  }
}
