import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ListedPage, RepoRecord } from '../../src/hub/listing/records.ts';
import { boundMemory, budgets } from '../../src/snapshot/file/memory.ts';
import { openSnapshotForWriting, type Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { readLeftOut } from '../../src/snapshot/read/read-status.ts';
import { type Listing, readListings, writeListings } from '../../src/snapshot/tables/listings.ts';
import { packPage, writePages } from '../../src/snapshot/tables/write-pages.ts';

const repo = (n: number, fields: Partial<RepoRecord> = {}): RepoRecord => ({
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

const page = (fields: Partial<ListedPage>): ListedPage => ({
  repos: [],
  rejected: [],
  privateIds: [],
  nextUrl: null,
  ...fields,
});

describe('pages written to a snapshot', () => {
  let folder: string;
  let snapshot: Snapshot;
  let models: Listing;
  let datasets: Listing;
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

  const write = (stream: Listing, ...pages: ListedPage[]): Promise<void> =>
    writePages(
      snapshot,
      { ...stream, pages: stream.pages + pages.length },
      pages.map((one) => packPage(stream.kind, one)),
    );

  it('hold every field as it was, with any letters', async () => {
    const odd = [
      '',
      ' ',
      '\u0000',
      'a\u0000b',
      '"\\\'',
      ']',
      '[',
      '\n\r\t',
      '🤗',
      '\u{10FFFF}',
      '1',
      'null',
      '\u001b[31m',
    ];
    const repos = odd.map((text, n) =>
      repo(n, {
        id: text,
        pipelineTag: text,
        libraryName: text,
        gated: 'auto',
        tags: [text, 'x', text],
        hasCard: n % 2 === 0,
        cardDatasets: JSON.stringify(text),
        cardBaseModel: JSON.stringify([text, { deep: [text] }]),
      }),
    );
    repos.push(
      repo(97, {
        baseModels: [
          { hubId: 'h"', id: 'a/é', relation: 'merge' },
          { hubId: null, id: 'b', relation: null },
        ],
      }),
      repo(98, { tags: [] }),
      repo(99, { tags: null, pipelineTag: null, createdAt: null, downloads: null }),
    );
    await write(models, page({ repos }));
    const rows = await readRows(
      snapshot.connection,
      `SELECT hub_id AS "hubId", id, pipeline_tag AS "pipelineTag", epoch_ms(created_at)::DOUBLE AS "createdAt",
         epoch_ms(last_modified)::DOUBLE AS "lastModified", downloads::DOUBLE AS downloads, downloads_all_time::DOUBLE AS "downloadsAllTime", likes::DOUBLE AS likes, gated,
         library_name AS "libraryName", tags, has_card AS "hasCard", card_datasets AS "cardDatasets",
         card_base_model AS "cardBaseModel", base_models AS "baseModels" FROM model_rows ORDER BY rowid`,
    );
    const back = rows.map((row) => ({
      ...row,
      tags: row.tags === null ? null : JSON.parse(String(row.tags)),
      baseModels: row.baseModels === null ? null : JSON.parse(String(row.baseModels)),
    }));
    expect(back).toEqual(repos);
  });

  it('hold the first and the last moment that a date can name, and the largest count', async () => {
    const most = 8_640_000_000_000_000;
    const moments = [-62_167_219_200_000, -1, 0, 1, 253_402_300_799_999, most, -most];
    await write(
      datasets,
      page({ repos: moments.map((ms, n) => repo(n, { createdAt: ms, downloads: Number.MAX_SAFE_INTEGER })) }),
    );
    const rows = await readRows(
      snapshot.connection,
      'SELECT epoch_ms(created_at)::VARCHAR AS ms, downloads::VARCHAR AS downloads FROM dataset_rows ORDER BY rowid',
    );
    expect(rows.map(({ ms }) => Number(ms))).toEqual(moments);
    expect(new Set(rows.map(({ downloads }) => downloads))).toEqual(new Set(['9007199254740991']));
  });

  it('may come together: the rows in their order, the listing where the last one ends', async () => {
    await write(
      models,
      page({ repos: [repo(1), repo(2)], rejected: [{ reason: 'no id', item: '{"a":"]"}' }] }),
      page({}),
      page({ repos: [repo(3)] }),
      page({ rejected: [{ reason: 'not an object', item: '7' }] }),
    );
    const ids = await readRows(snapshot.connection, 'SELECT id, stream FROM model_rows ORDER BY rowid');
    expect(ids).toEqual([1, 2, 3].map((n) => ({ id: `owner/repo-${n}`, stream: models.number })));
    expect(await readRows(snapshot.connection, 'SELECT reason, item FROM rejected ORDER BY rowid')).toEqual([
      { reason: 'no id', item: '{"a":"]"}' },
      { reason: 'not an object', item: '7' },
    ]);
    expect((await readListings(snapshot))[0]?.pages).toBe(4);
  });

  it('count a private repo once, in any number of listings, and do not reveal which it is', async () => {
    const other = (await readListings(snapshot))[2] as Listing;
    await write(datasets, page({ privateIds: ['secret-1', 'secret-2'] }), page({ privateIds: ['secret-2'] }));
    await write(other, page({ privateIds: ['secret-1', 'secret-3'] }));
    expect(await readLeftOut(snapshot)).toEqual({ rejected: 0, private: 3 });
    expect(JSON.stringify(await readRows(snapshot.connection, 'FROM private_repos'))).not.toContain('secret');
  });

  it.each<[string, string[][]]>([
    ['one tag of 4 MB', [['tag'.repeat(1_400_000)]]],
    ['6 million characters', Array.from({ length: 1000 }, (_, n) => [`${n} `.repeat(1500)])],
    ['1.5 million Chinese characters', [['\u6570\u636e'.repeat(750_000)]]],
  ])('may hold %s, though memory is kept low', async (_, tags) => {
    await boundMemory(snapshot.connection, budgets.pages);
    const large = page({ repos: tags.map((list, n) => repo(n, { tags: list })) });
    await write(models, large, large, page({ repos: [repo(-1)] }));
    const rows = await readRows(snapshot.connection, 'SELECT id, tags FROM model_rows ORDER BY rowid');
    expect(rows.length).toBe(2 * tags.length + 1);
    expect(rows.slice(0, tags.length).map((row) => JSON.parse(String(row.tags)))).toEqual(tags);
  });

  it('may be as large as an answer can be, though memory is kept low', { timeout: 120_000 }, async () => {
    await boundMemory(snapshot.connection, budgets.pages);
    const huge = ['x', 'é', '"'].map((letter) => letter.repeat(10_000_000));
    await write(models, page({ repos: [repo(1, { tags: huge }), repo(2)] }), page({ repos: [repo(3)] }));
    for (let n = 4; n < 8; n += 1)
      await write(models, page({ repos: [repo(n, { tags: ['y'.repeat(3_000_000)] })] }));
    await snapshot.connection.run('CHECKPOINT');
    const rows = await readRows(
      snapshot.connection,
      'SELECT id, length(tags)::INTEGER AS n FROM model_rows ORDER BY rowid',
    );
    expect(rows[0]).toEqual({ id: 'owner/repo-1', n: 10_000_000 + 10_000_000 + 20_000_000 + 10 });
    expect(rows.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `owner/repo-${n}`));
  });
});
