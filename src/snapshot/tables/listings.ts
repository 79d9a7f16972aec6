import { isHubId, type Walk } from '../../hub/listing/walk.ts';
import { type RepoKind, repoKinds } from '../../repo-kind.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { inTransaction, readRows, runPrepared } from '../file/query.ts';
import { writeMeta } from './meta.ts';

/** How far one listing has come. */
export interface Listing {
  /** Its place in the plan; `stream` in the tables, whose name a change of format would break. */
  number: number;
  kind: RepoKind;
  /** null: every repo of its kind. */
  task: string | null;
  /** Where it goes on; null before its first page and after its last. */
  nextUrl: string | null;
  pages: number;
  rows: number;
  state: 'partial' | 'done' | 'failed';
  error: string | null;
  /** Which way it is walked; null before its first page, and where there was no walk. */
  walk: Walk | null;
  /** The `_id` of the last repo of an ascending walk, after which it goes on; null where there is none. */
  lastId: string | null;
}

/** Where the walk of a listing is kept: `descending`, or `ascending` with the last `_id`. */
const walkKey = (number: number): string => `walk:${number}`;

const toWalkText = ({ walk, lastId }: Listing): string | null =>
  walk === null ? null : `${walk}${lastId === null ? '' : ` ${lastId}`}`;

function parseWalk(text: unknown): Pick<Listing, 'walk' | 'lastId'> {
  const [walk, lastId = ''] = typeof text === 'string' ? text.split(' ') : [];
  if (walk !== 'ascending' && walk !== 'descending') return { walk: null, lastId: null };
  return { walk, lastId: isHubId(lastId) ? lastId : null };
}

/** All listings, in the order they were planned. */
export async function readListings(snapshot: Snapshot): Promise<Listing[]> {
  const rows = await readRows(
    snapshot.connection,
    `SELECT stream AS number, kind, task, next_url AS "nextUrl", pages, "rows", state, error, value AS walk
     FROM streams LEFT JOIN meta ON key = 'walk:' || stream ORDER BY stream`,
  );
  return rows.map((row) => ({ ...row, ...parseWalk(row.walk) })) as unknown as Listing[];
}

/** Plans the listings of a new collection. */
export async function writeListings(
  snapshot: Snapshot,
  plan: readonly { kind: RepoKind; task: string | null }[],
): Promise<void> {
  for (const [number, { kind, task }] of plan.entries()) {
    await snapshot.connection.run(
      `INSERT INTO streams VALUES ($stream, $kind, $task, NULL, 0, 0, 'partial', NULL)`,
      { stream: number, kind, task },
    );
  }
}

/** The listings of a snapshot that was written at once: one a kind, at its end. */
export async function writeFinishedListings(snapshot: Snapshot, kinds: readonly RepoKind[]): Promise<void> {
  await writeListings(
    snapshot,
    kinds.map((kind) => ({ kind, task: null })),
  );
  for (const [number, kind] of kinds.entries()) {
    const table = kind === 'models' ? 'model_rows' : 'dataset_rows';
    const counted = await readRows(snapshot.connection, `SELECT count(*)::INTEGER AS n FROM ${table}`);
    const rows = Number(counted[0]?.n);
    await writeListing(snapshot, {
      number,
      kind,
      task: null,
      nextUrl: null,
      pages: 1,
      rows,
      state: 'done',
      error: null,
      walk: null,
      lastId: null,
    });
  }
}

/** Writes how far a listing is now, in the caller's transaction if there is one. */
export async function writeListing(snapshot: Snapshot, listing: Listing): Promise<void> {
  await writeMeta(snapshot, walkKey(listing.number), toWalkText(listing));
  await runPrepared(
    snapshot.connection,
    `UPDATE streams SET next_url = $nextUrl, pages = $pages, "rows" = $rows, state = $state, error = $error
     WHERE stream = $stream`,
    {
      stream: listing.number,
      nextUrl: listing.nextUrl,
      pages: listing.pages,
      rows: listing.rows,
      state: listing.state,
      error: listing.error,
    },
  );
}

/** Begins a listing again; its rows stay, for a repo read twice counts once. What was only counted is forgotten. */
export async function restartListing(snapshot: Snapshot, listing: Listing): Promise<Listing> {
  const { walk } = listing;
  const start = { nextUrl: null, pages: 0, rows: 0, state: 'partial', error: null, lastId: null } as const;
  const fresh: Listing = { ...listing, ...start, walk: walk === 'descending' ? walk : null };
  await inTransaction(snapshot.connection, async () => {
    await snapshot.connection.run(`DELETE FROM rejected WHERE stream = ${listing.number}`);
    await snapshot.connection.run(`DELETE FROM private_repos WHERE stream = ${listing.number}`);
    await writeListing(snapshot, fresh);
  });
  return fresh;
}

/**
 * Counts each listing's repos once, however often pages that overlap or a listing begun again showed them. The derived
 * tables must be there: where they hold as many repos as were read and stored, no repo was read twice.
 * @param always though none was: an update replaces rows
 */
export async function recountListings({ connection }: Snapshot, always = false): Promise<void> {
  for (const kind of repoKinds) {
    const rows = kind === 'models' ? 'model_rows' : 'dataset_rows';
    const counts = await readRows(
      connection,
      `SELECT (SELECT count(*) FROM ${rows}) = (SELECT count(*) FROM ${kind})
         AND (SELECT count(*) FROM ${rows}) = (SELECT sum("rows") FROM streams WHERE kind = '${kind}') AS once`,
    );
    if (counts[0]?.once === true && !always) continue;
    await connection.run(
      `UPDATE streams SET "rows" = c.n FROM
         (SELECT s.stream, count(DISTINCT hub_id)::INTEGER AS n FROM streams s LEFT JOIN ${rows} r ON r.stream = s.stream
          GROUP BY s.stream) c
       WHERE streams.kind = '${kind}' AND streams.stream = c.stream`,
    );
  }
}
