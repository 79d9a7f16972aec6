import { messageOf } from '../../errors.ts';
import type { Hub } from '../../hub/hub.ts';
import { listPages } from '../../hub/listing/list-pages.ts';
import type { ListRequest, Page } from '../../hub/listing/records.ts';
import { StaleCursorError, TokenRefusedError } from '../../hub/request/hub-error.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import type { Provenance } from '../../snapshot/tables/meta.ts';
import { restartStream, type Stream, updateStream } from '../../snapshot/tables/streams.ts';
import { packPage, UnwritableError } from '../../snapshot/tables/write-pages.ts';
import { type OnPage, type Step, writeSteps } from './write-steps.ts';

/**
 * Reads one stream to its end, from where it stands, each page and its next URL in one transaction. A cursor that
 * the Hub no longer takes restarts this stream alone, once. A failure is recorded, not thrown; an interruption, and a
 * file that cannot be written, are thrown.
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
    const fresh = error instanceof StaleCursorError ? await restartStream(snapshot, stream) : null;
    if (fresh === null) return recordFailure(snapshot, stream, error);
    try {
      await readPages(hub, snapshot, provenance, fresh, onPage);
    } catch (again) {
      if (hub.signal.aborted || endsRun(again)) throw again;
      await recordFailure(snapshot, fresh, again);
    }
  }
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

async function readPages(
  hub: Hub,
  snapshot: Snapshot,
  provenance: Provenance,
  stream: Stream,
  onPage: OnPage,
): Promise<void> {
  const listing = listPages(hub, toRequest(provenance, stream), stream.nextUrl);
  const steps = toSteps(listing, stream, provenance.limit ?? Number.POSITIVE_INFINITY);
  await writeSteps(snapshot, stream, steps, onPage);
}

async function* toSteps(
  listing: AsyncGenerator<Page, void, unknown>,
  stream: Stream,
  limit: number,
): AsyncGenerator<Step, void, unknown> {
  let { pages, rows } = stream;
  for await (const page of listing) {
    const repos = page.repos.length > limit - rows ? page.repos.slice(0, limit - rows) : page.repos;
    pages += 1;
    rows += repos.length;
    const nextUrl = rows >= limit ? null : page.nextUrl;
    const state = nextUrl === null ? 'done' : 'partial';
    const after: Stream = { ...stream, pages, rows, nextUrl, state, error: null };
    yield { after, repos: repos.length, page: packPage(stream.kind, { ...page, repos }) };
    if (nextUrl === null) return;
  }
}

async function recordFailure(snapshot: Snapshot, stream: Stream, error: unknown): Promise<void> {
  stream.state = 'failed';
  stream.error = messageOf(error);
  await updateStream(snapshot, stream);
}
