import { messageOf } from '../../errors.ts';
import type { Hub } from '../../hub/hub.ts';
import { listPages } from '../../hub/listing/list-pages.ts';
import type { ListRequest } from '../../hub/listing/records.ts';
import { NotAscendingError } from '../../hub/listing/walk.ts';
import { HubError } from '../../hub/request/hub-error.ts';
import type { RepoKind } from '../../repo-kind.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import type { WalkedListing } from '../../snapshot/tables/gone-repos.ts';
import type { Listing } from '../../snapshot/tables/listings.ts';
import type { Provenance } from '../../snapshot/tables/meta.ts';
import { listStoredRepos } from '../../snapshot/tables/stored-repos.ts';
import { packPage, writePages } from '../../snapshot/tables/write-pages.ts';
import { listingName } from './document.ts';
import { KnownIds } from './known-ids.ts';
import { endsRun, toListRequest } from './read-listing.ts';

/** What is left of more repos than this is not believed where most of them seem to be gone. */
const mostSuddenly = 100;

/** Compares a snapshot with walks of the ids that the Hub lists now. */
export class GoneFinder {
  /** Streams that were walked to their end. */
  readonly walked: WalkedListing[] = [];
  readonly failures: string[] = [];
  readonly #seen = { models: new KnownIds(), datasets: new KnownIds() };
  readonly #failed = new Set<RepoKind>();
  readonly #hub: Hub;
  readonly #snapshot: Snapshot;
  readonly #provenance: Provenance;

  constructor(hub: Hub, snapshot: Snapshot, provenance: Provenance) {
    this.#hub = hub;
    this.#snapshot = snapshot;
    this.#provenance = provenance;
  }

  /** Walks one listing to its end; a failure is noted. */
  async walk(listing: Listing, onPage: (repos: number) => void): Promise<void> {
    try {
      const privateIds: string[] = [];
      const listed = await this.#listIds(listing, privateIds, onPage);
      const hubIds: string[] = [];
      let stored = 0;
      for await (const { hubId } of listStoredRepos(this.#snapshot, listing)) {
        stored += 1;
        if (!listed.has(hubId)) hubIds.push(hubId);
      }
      if (hubIds.length > mostSuddenly && hubIds.length > stored / 2) {
        throw new HubError(`${hubIds.length} of ${stored} are not listed any more, which is not believed`);
      }
      this.walked.push({ listing: listing.number, kind: listing.kind, hubIds, privateIds });
    } catch (error) {
      if (this.#hub.signal.aborted || endsRun(error)) throw error;
      this.#failed.add(listing.kind);
      this.failures.push(`deletions among the ${listingName(listing)}: ${messageOf(error)}`);
    }
  }

  /** Whether a repo may be listed somewhere; all are, as long as not every listing of the kind was read. */
  mayBeListed(kind: RepoKind, hubId: string): boolean {
    return this.#failed.has(kind) || this.#seen[kind].has(hubId);
  }

  /** @param hidden takes those that are marked private */
  async #listIds(listing: Listing, hidden: string[], onPage: (repos: number) => void): Promise<KnownIds> {
    const request: ListRequest = { ...toListRequest(this.#provenance, listing), idsOnly: true };
    try {
      return await this.#listIn(request, listing, hidden, onPage);
    } catch (error) {
      if (!(error instanceof NotAscendingError)) throw error;
      return this.#listIn({ ...request, ascending: false }, listing, hidden, onPage);
    }
  }

  async #listIn(
    request: ListRequest,
    listing: Listing,
    hidden: string[],
    onPage: (repos: number) => void,
  ): Promise<KnownIds> {
    const listed = new KnownIds();
    for await (const { repos, privateIds } of listPages(this.#hub, request, null)) {
      for (const { hubId } of repos) {
        listed.add(hubId);
        this.#seen[listing.kind].add(hubId);
      }
      // Those are counted as private, not as gone.
      for (const hubId of privateIds) this.#seen[listing.kind].add(hubId);
      if (privateIds.length > 0) {
        hidden.push(...privateIds);
        await writePages(this.#snapshot, listing, [
          packPage(listing.kind, { repos: [], rejected: [], privateIds }),
        ]);
      }
      onPage(0);
    }
    return listed;
  }
}
