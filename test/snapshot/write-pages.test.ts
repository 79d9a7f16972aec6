import { describe, expect, it } from 'vitest';
import { readRows } from '../../src/snapshot/file/query.ts';
import { readLeftOut } from '../../src/snapshot/read/read-status.ts';
import { type Listing, readListings } from '../../src/snapshot/tables/listings.ts';
import { datasets, models, page, prepareListings, repo, snapshot, write } from './pages-snapshot.ts';

prepareListings();

describe('pages written to a snapshot', () => {
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
});
