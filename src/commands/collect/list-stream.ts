import { messageOf } from '../../errors.ts';
import type { Hub } from '../../hub/hub.ts';
import { listPages } from '../../hub/listing/list-pages.ts';
import type { ListRequest, Page } from '../../hub/listing/records.ts';
import { StaleCursorError, TokenRefusedError } from '../../hub/request/hub-error.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { type Provenance, readMeta, writeMeta } from '../../snapshot/tables/meta.ts';
import { restartStream, type Stream, updateStream } from '../../snapshot/tables/streams.ts';
import { packPage, UnwritableError } from '../../snapshot/tables/write-pages.ts';
import { ListingProgress } from './listing-progress.ts';
import { type OnPage, type Step, writeSteps } from './write-steps.ts';

/**
 * Reads one stream to its end, from where it stands, each page and its next URL in one transaction. A cursor that
 * the Hub no longer takes restarts this stream alone, once. A failure is recorded, not thrown; an interruption, and
 * what {@link endsRun}, are thrown.
 */
export async function listStream(
  hub: Hub,
  snapshot: Snapshot,
  provenance: Provenance,
  stream: Stream,
  onPage: OnPage,
): Promise<void> {
  try {
    await readPages(hub, snapshot, provenance, stream, onPage);
  } catch (error) {
    if (hub.signal.aborted || endsRun(error)) throw error;
    const isStale = error instanceof StaleCursorError && !(await isInVain(snapshot, stream));
    if (!isStale) return recordFailure(snapshot, stream, error);
    const fresh = await restartStream(snapshot, stream);
    try {
      await readPages(hub, snapshot, provenance, fresh, onPage);
    } catch (again) {
      if (hub.signal.aborted || endsRun(again)) throw again;
      await noteRestart(snapshot, fresh);
      await recordFailure(snapshot, fresh, again);
    }
  }
}

/** How often a listing that failed at the same place when it was begun again goes on from there instead. */
const mostResumes = 4;

const restartKey = ({ stream }: Stream): string => `restart:${stream}`;

/** Remembers where a listing failed that was begun again. */
const noteRestart = (snapshot: Snapshot, stream: Stream): Promise<void> =>
  writeMeta(snapshot, restartKey(stream), JSON.stringify({ rows: stream.rows, resumes: 0 }));

/**
 * Whether to begin a listing again would lead to the page where it failed when it was: then that page is at fault and
 * not the cursor, and the next run goes on from there. Now and then it is tried all the same.
 */
async function isInVain(snapshot: Snapshot, stream: Stream): Promise<boolean> {
  const noted = JSON.parse((await readMeta(snapshot, restartKey(stream))) ?? '{}');
  if (noted.rows !== stream.rows || noted.resumes >= mostResumes) return false;
  await writeMeta(
    snapshot,
    restartKey(stream),
    JSON.stringify({ rows: stream.rows, resumes: noted.resumes + 1 }),
  );
  return true;
}

/** Whether a failure of one listing is one of all: a file that cannot be written, a token that is refused. */
export const endsRun = (error: unknown): boolean =>
  error instanceof UnwritableError || error instanceof TokenRefusedError;

/** What a stream asks the Hub for. */
export const toRequest = (provenance: Provenance, { kind, task }: Stream): ListRequest => ({
  kind,
  task,
  by: provenance.protocol === 'study-2025' ? 'tag' : 'pipeline_tag',
  cards: provenance.cards && kind === 'models',
  sort: 'createdAt',
});

/**
 * Reads the first page of a stream and no more.
 * @throws whatever the listing throws
 */
export const readFirstPage = (
  hub: Hub,
  snapshot: Snapshot,
  provenance: Provenance,
  stream: Stream,
): Promise<void> => readPages(hub, snapshot, provenance, stream, () => {}, 1);

async function readPages(
  hub: Hub,
  snapshot: Snapshot,
  provenance: Provenance,
  stream: Stream,
  onPage: OnPage,
  mostPages = Number.POSITIVE_INFINITY,
): Promise<void> {
  const listing = listPages(hub, toRequest(provenance, stream), stream.nextUrl);
  const progress = await ListingProgress.of(snapshot, stream);
  const most = { rows: provenance.limit ?? Number.POSITIVE_INFINITY, pages: mostPages };
  const steps = toSteps(listing, stream, progress, most);
  await writeSteps(snapshot, stream, steps, onPage);
}

async function* toSteps(
  listing: AsyncGenerator<Page, void, unknown>,
  stream: Stream,
  progress: ListingProgress,
  most: { rows: number; pages: number },
): AsyncGenerator<Step, void, unknown> {
  let { pages, rows } = stream;
  for await (const page of listing) {
    const { store, listed } = progress.take(page, most.rows - rows);
    pages += 1;
    rows += listed;
    const nextUrl = rows >= most.rows ? null : page.nextUrl;
    const state = nextUrl === null ? 'done' : 'partial';
    const after: Stream = { ...stream, pages, rows, nextUrl, state, error: null };
    yield { after, repos: listed, page: packPage(stream.kind, { ...page, repos: store }) };
    if (nextUrl === null || pages >= most.pages) return;
  }
}

async function recordFailure(snapshot: Snapshot, stream: Stream, error: unknown): Promise<void> {
  stream.state = 'failed';
  stream.error = messageOf(error);
  await updateStream(snapshot, stream);
}
