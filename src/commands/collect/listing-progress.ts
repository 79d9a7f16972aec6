import type { ListedPage, RepoRecord } from '../../hub/listing/records.ts';
import { HubError } from '../../hub/request/hub-error.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import type { Listing } from '../../snapshot/tables/listings.ts';
import { listStoredRepos } from '../../snapshot/tables/stored-repos.ts';
import { KnownIds } from './known-ids.ts';

/** This many pages in a row may bring nothing new. Pages that overlap, or are empty, are seen now and then. */
const mostIdlePages = 20;

/** What a page adds. */
export interface Added {
  /** Those that are not in the file as they are. */
  store: RepoRecord[];
  /** How many the listing had not shown before. */
  listed: number;
}

/** Knows what one listing has shown and what the snapshot holds of it, so that neither grows for nothing. */
export class ListingProgress {
  readonly #listed: KnownIds;
  /** Of each repo and its last change; null where nothing of the listing was in the file when it began. */
  readonly #stored: KnownIds | null;
  #idlePages = 0;

  private constructor(listed: KnownIds, stored: KnownIds | null) {
    this.#listed = listed;
    this.#stored = stored;
  }

  /** Of a listing that replaces what is in the file. */
  static anew(): ListingProgress {
    return new ListingProgress(new KnownIds(), null);
  }

  /** Begins where a listing stopped. */
  static async of(snapshot: Snapshot, listing: Listing): Promise<ListingProgress> {
    const [ids, stored] = [new KnownIds(), new KnownIds()];
    for await (const repo of listStoredRepos(snapshot, listing)) {
      stored.add(keyOf(repo));
      ids.add(repo.hubId);
    }
    // In a listing that was begun again, some of what is in the file has not been shown yet.
    const goesOn = listing.nextUrl !== null && ids.size === listing.rows;
    return new ListingProgress(goesOn ? ids : new KnownIds(), stored.size > 0 ? stored : null);
  }

  /**
   * Takes the next page.
   * @param most how many more repos are wanted
   * @throws HubError where the listing goes on and on without anything new
   */
  take({ repos, rejected, privateIds }: ListedPage, most: number): Added {
    const store: RepoRecord[] = [];
    let listed = 0;
    for (const repo of repos) {
      if (listed === most) break;
      if (this.#listed.add(repo.hubId)) listed += 1;
      if (this.#stored?.add(keyOf(repo)) ?? true) store.push(repo);
    }
    const others = [...rejected.map(({ item }) => item), ...privateIds].filter((id) => this.#listed.add(id));
    this.#idlePages = listed + others.length > 0 ? 0 : this.#idlePages + 1;
    if (this.#idlePages > mostIdlePages) {
      throw new HubError(`the listing does not end: ${mostIdlePages} pages in a row held nothing new`);
    }
    return { store, listed };
  }
}

const keyOf = ({ hubId, lastModified }: Pick<RepoRecord, 'hubId' | 'lastModified'>): string =>
  `${hubId} ${lastModified}`;
