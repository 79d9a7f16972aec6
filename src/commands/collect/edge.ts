import type { Hub } from '../../hub/hub.ts';
import type { RepoRecord } from '../../hub/listing/records.ts';
import { isHubId, isMadeAfter } from '../../hub/listing/walk.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { inTransaction } from '../../snapshot/file/query.ts';
import { type Provenance, readMeta, writeMeta } from '../../snapshot/tables/meta.ts';

/**
 * The moment at which a collection began, by the Hub's clock, which must have answered: an ascending walk reads nothing
 * made later, however long it takes. It is kept, so that all runs of a collection end at the same edge.
 * @returns milliseconds since 1970
 */
export const readEdge = (hub: Hub, snapshot: Snapshot, { startedAt }: Provenance): Promise<number> =>
  inTransaction(snapshot.connection, async () => {
    const kept = Date.parse((await readMeta(snapshot, 'edge')) ?? '');
    if (Number.isFinite(kept)) return kept;
    const edge = edgeAt(hub, startedAt);
    await writeMeta(snapshot, 'edge', new Date(edge).toISOString());
    return edge;
  });

/** A moment of our clock, by the Hub's. */
export const edgeAt = (hub: Hub, moment: string): number => Date.parse(moment) - hub.clock.differenceMs;

/** The repos of a page up to the edge, and whether there were others. */
export function cutAtEdge(repos: RepoRecord[], edge: number): { repos: RepoRecord[]; reached: boolean } {
  const within = repos.filter((repo) => !isMadeAfter(repo, edge));
  return { repos: within, reached: within.length < repos.length };
}

/** How far an ascending walk is after a page. */
export const lastIdOf = (repos: readonly RepoRecord[], before: string | null): string | null =>
  repos.findLast(({ hubId }) => isHubId(hubId))?.hubId ?? before;
