import { describe, expect, it } from 'vitest';
import { buildCatalogue, toApiItem } from '../../src/simulate/serve/catalogue.ts';
import { sortFields } from '../../src/simulate/serve/shelf.ts';
import type { RawRow } from '../../src/snapshot/read/read-raw-rows.ts';
import { model } from './small-hub.ts';

const row: RawRow = {
  hub_id: '621ffdc036468d709f17618c',
  id: 'o/m',
  created_at: Date.UTC(2022, 2, 2, 23, 29, 4),
  last_modified: null,
  downloads: 5,
  likes: null,
  gated: 'auto',
  tags: '["a\\u0000","b"]',
  pipeline_tag: 'fill-mask',
  library_name: null,
  has_card: true,
  card_datasets: '"squad"',
  card_base_model: null,
};

describe('toApiItem', () => {
  it('gives what the API gave, and nothing for what is unknown', () => {
    expect(toApiItem('models', row)).toEqual({
      _id: '621ffdc036468d709f17618c',
      id: 'o/m',
      modelId: 'o/m',
      author: 'o',
      private: false,
      gated: 'auto',
      downloads: 5,
      trendingScore: 0,
      tags: ['a\u0000', 'b'],
      pipeline_tag: 'fill-mask',
      createdAt: '2022-03-02T23:29:04.000Z',
      cardData: { pipeline_tag: 'fill-mask', datasets: 'squad' },
    });
    const dataset = { ...row, id: 'm', gated: 'true', tags: null, pipeline_tag: null, has_card: false };
    expect(Object.keys(toApiItem('datasets', dataset))).toEqual([
      '_id',
      'id',
      'private',
      'gated',
      'downloads',
      'trendingScore',
      'createdAt',
    ]);
    expect(toApiItem('datasets', dataset).gated).toBe(true);
  });
});

describe('a shelf', () => {
  it('selects what a plain filter over the items selects', async () => {
    const items = Array.from({ length: 200 }, (_, n) =>
      model(
        (n * 7919) % 200,
        n % 11 === 0 ? { createdAt: undefined, tags: undefined } : { trendingScore: n % 5 },
      ),
    );
    const { models } = await buildCatalogue(items.map((item) => ({ kind: 'models', item })));
    for (const sort of sortFields) {
      for (const filters of [
        [],
        ['even'],
        ['even', 'base_model:Google/BERT'],
        ['base_model:Google/BERT'],
        ['none'],
      ]) {
        for (const pipelineTag of [null, 'fill-mask']) {
          const found = models.select({
            filters,
            pipelineTag,
            author: null,
            search: [],
            sort,
            withPrivate: false,
          });
          const expected = items
            .filter((item) => filters.every((word) => item.tags?.includes(word)))
            .filter((item) => pipelineTag === null || item.pipeline_tag === pipelineTag)
            .toSorted((a, b) => {
              const [left, right] = [a[sort] ?? '', b[sort] ?? ''];
              if (left === right) return a._id < b._id ? -1 : 1;
              return left === '' ? 1 : right === '' ? -1 : left < right ? 1 : -1;
            });
          expect(Array.from(found, (position) => models.hubIdAt(position))).toEqual(
            expected.map((item) => item._id),
          );
        }
      }
    }
  });
});
