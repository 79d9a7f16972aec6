import { describe, expect, it } from 'vitest';
import { listPages } from '../../src/hub/listing/list-pages.ts';
import { fakeHub, json, readAll, repo } from './fake-hub.ts';
import { readOnePage, request } from './read-one-page.ts';

describe('hostile text', () => {
  it('is kept as it is, lone surrogates but', async () => {
    const tags = [
      '\u0000',
      '\u001b[31m',
      "'; drop table",
      '=1+1',
      '<script>',
      '🤗 é',
      '../..',
      '__proto__',
      7,
      null,
      {},
    ];
    const { repos } = await readOnePage([repo(1, { tags, id: '__proto__' })]);
    expect(repos[0]?.tags).toEqual(tags.slice(0, 8));
    expect(repos[0]?.id).toBe('__proto__');
    const lone = String.raw`[{"_id":"1\ud800","id":"a\udc00b","tags":["\ud83e"],"pipeline_tag":"\ud800","cardData":{"datasets":["\ud800x","\\ud800",{"\udfff":1}]}}]`;
    const [mended] = (await readOnePage(lone)).repos;
    expect(mended).toMatchObject({
      hubId: '1\uFFFD',
      id: 'a\uFFFDb',
      tags: ['\uFFFD'],
      pipelineTag: '\uFFFD',
    });
    expect(JSON.parse(mended?.cardDatasets ?? '')).toEqual(['\uFFFDx', '\\ud800', { '\uFFFD': 1 }]);
    expect(mended?.cardDatasets?.isWellFormed()).toBe(true);
  });

  it('__proto__ keys change nothing', async () => {
    const body = `[{"_id":"1","id":"a","__proto__":{"tags":["evil"],"private":true},"cardData":{"__proto__":{"datasets":["evil"]}}},
      {"__proto__":{"_id":"2","id":"b"}}]`;
    const { repos, rejected } = await readOnePage(body);
    expect(repos[0]).toMatchObject({ tags: null, hasCard: true, cardDatasets: null });
    expect(rejected.length).toBe(1);
    expect('tags' in {}).toBe(false);
  });

  it('of 10 MB gets through', async () => {
    const { repos } = await readOnePage([repo(1, { tags: [`dataset:${'x'.repeat(10_000_000)}`] })]);
    expect(repos[0]?.tags?.[0]?.length).toBe(10_000_008);
  });

  it('nested 100,000 deep loses no repo', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const { repos, rejected } = await readOnePage(
      `[{"_id":"1","id":"a","cardData":{"datasets":${deep}},"tags":[${deep},"t"]},{"x":${deep}}]`,
    );
    expect(repos[0]).toMatchObject({ cardDatasets: null, tags: ['t'], hasCard: true });
    expect(rejected.length).toBe(1);
  });

  it('in a list of datasets is no different', async () => {
    const { hub } = await fakeHub(() =>
      json([repo(1, { pipeline_tag: undefined, cardData: { datasets: 1 } }), null]),
    );
    const [page] = await readAll(listPages(hub, { ...request, kind: 'datasets' }, null));
    expect(page?.repos[0]).toMatchObject({ id: 'owner/repo-1', pipelineTag: null, cardDatasets: '1' });
    expect(page?.rejected.length).toBe(1);
  });
});
