import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { ListedPage, RepoRecord } from '../../src/hub/listing/records.ts';
import { openSnapshotForWriting, type Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { type Listing, readListings, writeListings } from '../../src/snapshot/tables/listings.ts';
import { packPage, writePages } from '../../src/snapshot/tables/write-pages.ts';

export const repo = (n: number, fields: Partial<RepoRecord> = {}): RepoRecord => ({
  hubId: `${n}`.padStart(24, '0'),
  id: `owner/repo-${n}`,
  pipelineTag: 'fill-mask',
  createdAt: 1_700_000_000_123,
  lastModified: null,
  downloads: 5,
  downloadsAllTime: 3_400_446_695,
  likes: 0,
  gated: 'false',
  libraryName: null,
  tags: ['en'],
  hasCard: false,
  cardDatasets: null,
  cardBaseModel: null,
  baseModels: null,
  ...fields,
});

export const page = (fields: Partial<ListedPage>): ListedPage => ({
  repos: [],
  rejected: [],
  privateIds: [],
  nextUrl: null,
  ...fields,
});

let folder: string;
export let snapshot: Snapshot;
export let models: Listing;
export let datasets: Listing;

/** An empty snapshot for each test, with three listings to read. */
export function prepareListings(): void {
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hfreuse-pages-'));
    snapshot = await openSnapshotForWriting(join(folder, 'hub.duckdb'));
    await writeListings(snapshot, [
      { kind: 'models', task: 'fill-mask' },
      { kind: 'datasets', task: 'fill-mask' },
      { kind: 'datasets', task: 'summarization' },
    ]);
    const streams = await readListings(snapshot);
    models = streams[0] as Listing;
    datasets = streams[1] as Listing;
  });
  afterEach(() => {
    snapshot.close();
    rmSync(folder, { recursive: true, force: true });
  });
}

export const write = (stream: Listing, ...pages: ListedPage[]): Promise<void> =>
  writePages(
    snapshot,
    { ...stream, pages: stream.pages + pages.length },
    pages.map((one) => packPage(stream.kind, one)),
  );
