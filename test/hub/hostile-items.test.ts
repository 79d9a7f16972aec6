import { describe, expect, it } from 'vitest';
import { repo } from './fake-hub.ts';
import { readOnePage } from './read-one-page.ts';

describe('a list item', () => {
  it('becomes a record', async () => {
    const card = { datasets: ['squad', 1, null], base_model: 'a/b', license: 'mit' };
    const { repos, rejected } = await readOnePage([
      repo(1, { gated: 'auto', library_name: 'peft', cardData: card, downloadsAllTime: 3_400_446_695 }),
    ]);
    expect(rejected).toEqual([]);
    expect(repos).toEqual([
      {
        hubId: '000000000000000000000001',
        id: 'owner/repo-1',
        pipelineTag: 'fill-mask',
        createdAt: Date.UTC(2022, 2, 2, 23, 29, 4),
        lastModified: Date.UTC(2024, 0, 2, 3, 4, 5),
        downloads: 2,
        downloadsAllTime: 3_400_446_695,
        likes: 1,
        gated: 'auto',
        libraryName: 'peft',
        tags: ['a', 'dataset:squad'],
        hasCard: true,
        cardDatasets: '["squad",1,null]',
        cardBaseModel: '"a/b"',
        baseModels: null,
      },
    ]);
  });

  it('has the base models that it names itself, of any form that can be read', async () => {
    const [one, two] = [
      { _id: '1', id: 'a/b' },
      { _id: '2', id: 'c' },
    ];
    const forms: [unknown, unknown][] = [
      [
        { relation: 'merge', models: [one, two] },
        [
          { hubId: '1', id: 'a/b', relation: 'merge' },
          { hubId: '2', id: 'c', relation: 'merge' },
        ],
      ],
      [
        [{ relation: 'adapter', models: [one] }, { models: [two] }],
        [
          { hubId: '1', id: 'a/b', relation: 'adapter' },
          { hubId: '2', id: 'c', relation: null },
        ],
      ],
      ...[3, '', ['merge'], null].map((relation): [unknown, unknown] => [
        { relation, models: [one] },
        [{ hubId: '1', id: 'a/b', relation: null }],
      ]),
      [{ relation: 'wort\ud800', models: [one] }, [{ hubId: '1', id: 'a/b', relation: 'wort\ufffd' }]],
      [
        {
          models: [
            { id: 'a\ud800' },
            { _id: 3, id: 'b' },
            { _id: '4' },
            { id: '' },
            { id: 5 },
            null,
            'x',
            [],
          ],
        },
        [
          { hubId: null, id: 'a\ufffd', relation: null },
          { hubId: null, id: 'b', relation: null },
        ],
      ],
      ...[
        undefined,
        null,
        {},
        [],
        7,
        { models: [] },
        { models: 'a/b' },
        { models: { id: 'a' } },
        [[one]],
      ].map((form): [unknown, unknown] => [form, null]),
    ];
    const { repos } = await readOnePage(forms.map(([baseModels], n) => repo(n, { baseModels })));
    expect(repos.map(({ baseModels }) => baseModels)).toEqual(forms.map(([, wanted]) => wanted));
  });

  it('has no task where the word is empty, and dates without a zone in UTC', async () => {
    const zone = process.env.TZ;
    process.env.TZ = 'America/Lima';
    try {
      const { repos } = await readOnePage([
        repo(1, {
          pipeline_tag: '',
          createdAt: '2022-03-02T23:29:04',
          lastModified: '2024-01-02 03:04:05.000',
        }),
      ]);
      expect(repos).toMatchObject([
        {
          pipelineTag: null,
          createdAt: Date.UTC(2022, 2, 2, 23, 29, 4),
          lastModified: Date.UTC(2024, 0, 2, 3, 4, 5),
        },
      ]);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it('with absent or odd fields is kept, with nulls', async () => {
    const odd = {
      pipeline_tag: ['x'],
      createdAt: 12,
      lastModified: null,
      downloads: '7',
      downloadsAllTime: {},
      likes: -1,
      gated: 'perhaps',
      library_name: {},
      tags: 'squad',
      cardData: 'text',
      baseModels: 'a/b',
    };
    const nothing = {
      pipelineTag: null,
      createdAt: null,
      lastModified: null,
      downloads: null,
      downloadsAllTime: null,
      likes: null,
      gated: null,
      libraryName: null,
      tags: null,
      hasCard: false,
      cardDatasets: null,
      cardBaseModel: null,
      baseModels: null,
    };
    const items = [
      repo(1, odd),
      { _id: '2', id: 'b' },
      repo(3, { createdAt: 'soon', lastModified: 'then', cardData: [] }),
    ];
    const { repos } = await readOnePage(items);
    expect(repos[0]).toEqual({ hubId: '000000000000000000000001', id: 'owner/repo-1', ...nothing });
    expect(repos[1]).toEqual({ hubId: '2', id: 'b', ...nothing });
    expect(repos[2]).toMatchObject({
      createdAt: null,
      lastModified: null,
      hasCard: false,
      tags: ['a', 'dataset:squad'],
    });
  });

  it.each([
    [true, 'true'],
    [false, 'false'],
    ['manual', 'manual'],
  ])('gated %s is %s', async (gated, text) => {
    expect((await readOnePage([repo(1, { gated })])).repos[0]?.gated).toBe(text);
  });

  it('that is not a repo is set aside with the reason, cut at 10,000 characters', async () => {
    const items = [
      null,
      7,
      'x',
      [],
      {},
      { _id: 1, id: 'a' },
      { _id: 'a' },
      { _id: 'a', id: '' },
      { pad: 'x'.repeat(20_000) },
    ];
    const { repos, rejected } = await readOnePage([...items, repo(1)]);
    expect(repos.length).toBe(1);
    expect(rejected.map(({ reason }) => reason)).toEqual([
      'not an object',
      'not an object',
      'not an object',
      'not an object',
      'no _id',
      '_id is not text',
      'no id',
      'id is empty',
      'no _id',
    ]);
    expect(rejected[8]?.item.length).toBe(10_000);
  });

  it('that is private is counted, and kept only when asked', async () => {
    const items = [repo(1, { private: true }), repo(2), repo(3, { private: true })];
    const without = await readOnePage(items);
    expect([without.repos.length, without.privateIds.length]).toEqual([1, 2]);
    const kept = await readOnePage(items, { includePrivate: true });
    expect([kept.repos.length, kept.privateIds]).toEqual([3, []]);
  });
});
