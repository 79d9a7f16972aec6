import { messageOf } from '../../errors.ts';
import type { Hub } from '../../hub/hub.ts';
import { listPages, StaleCursorError } from '../../hub/list-pages.ts';
import type { ListRequest, Page } from '../../hub/records.ts';
import { readAhead } from '../../hub/run-streams.ts';
import type { Provenance } from '../../snapshot/meta.ts';
import type { Snapshot } from '../../snapshot/open-snapshot.ts';
import { restartStream, type Stream, updateStream } from '../../snapshot/streams.ts';
import { writePage } from '../../snapshot/write-page.ts';

/** Told after each page that is safely in the file. */
export type OnPage = (stream: Stream, page: Page) => void;

/**
 * Reads one stream to its end, from where it stands, each page and its next URL in one transaction. A cursor that
 * the Hub no longer takes restarts this stream alone, once. A failure is recorded, not thrown; an interruption is thrown.
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
    if (hub.signal.aborted) throw error;
    const fresh = error instanceof StaleCursorError ? await restartStream(snapshot, stream) : null;
    if (fresh === null) return recordFailure(snapshot, stream, error);
    try {
      await readPages(hub, snapshot, provenance, fresh, onPage);
    } catch (again) {
      if (hub.signal.aborted) throw again;
      await recordFailure(snapshot, fresh, again);
    }
  }
}

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
  const request = toRequest(provenance, stream);
  const listing = listPages(hub, request, stream.nextUrl);
  // A limit is mostly met by the first page: what would be read ahead is never needed.
  for await (const page of provenance.limit === null ? readAhead(listing) : listing) {
    const left = provenance.limit === null ? Number.POSITIVE_INFINITY : provenance.limit - stream.rows;
    const repos = page.repos.length > left ? page.repos.slice(0, left) : page.repos;
    const nextUrl = repos.length >= left ? null : page.nextUrl;
    const after: Stream = {
      ...stream,
      pages: stream.pages + 1,
      rows: stream.rows + repos.length,
      nextUrl,
      state: nextUrl === null ? 'done' : 'partial',
      error: null,
    };
    await writePage(snapshot, after, { ...page, repos });
    // Not before: a page that could not be written must be asked for again.
    Object.assign(stream, after);
    onPage(stream, page);
    if (nextUrl === null) return;
  }
}

async function recordFailure(snapshot: Snapshot, stream: Stream, error: unknown): Promise<void> {
  stream.state = 'failed';
  stream.error = messageOf(error);
  await updateStream(snapshot, stream);
}
