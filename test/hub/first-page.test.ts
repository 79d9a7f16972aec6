import { listDatasets, listModels } from '@huggingface/hub';
import { describe, expect, it } from 'vitest';
import { listPages } from '../../src/hub/listing/list-pages.ts';
import { endpoint, fakeHub, json, readAll, repo } from './fake-hub.ts';
import { request } from './served-pages.ts';

describe('the first page of a listing', () => {
  const asked = {
    models: (fetch: typeof globalThis.fetch) =>
      listModels({
        ...{ search: { task: 'fill-mask' }, sort: 'createdAt', hubUrl: endpoint, fetch },
        additionalFields: ['tags', 'createdAt', 'downloadsAllTime', 'library_name'],
      }),
    datasets: (fetch: typeof globalThis.fetch) =>
      listDatasets({
        ...{ search: { tags: ['task_categories:fill-mask'] }, sort: 'createdAt', hubUrl: endpoint, fetch },
        additionalFields: ['tags', 'createdAt', 'downloadsAllTime'],
      }),
  };
  it.each(['models', 'datasets'] as const)(
    'of %s is asked for once, as the official client asks, in a size of our own',
    async (kind) => {
      const urls: URL[] = [];
      const alone = asked[kind](async (input) => {
        urls.push(new URL(String(input)));
        return Response.json([]);
      });
      await alone.next();
      const { hub, seen } = await fakeHub(() => json([repo(1)]));
      await readAll(listPages(hub, { ...request, kind }, null));
      expect(seen).toHaveLength(1);
      urls[0]?.searchParams.set('limit', '1000');
      expect(seen.map(({ url }) => url.href)).toEqual(urls.map(({ href }) => href));
    },
  );

  it.each([[[null]], [['x']], [[[]]], [[7, repo(2)]], [[]], [[{}]]])(
    'of %j is read by us, as is its Link',
    async (first) => {
      const { hub, seen } = await fakeHub((_, count) =>
        count === 1 ? json(first, { Link: '</next>; rel="next"' }) : json([repo(9)]),
      );
      const pages = await readAll(listPages(hub, request, null));
      expect(pages.map(({ repos, rejected }) => repos.length + rejected.length)).toEqual([first.length, 1]);
      expect(seen.map(({ url }) => url.pathname)).toEqual(['/api/models', '/next']);
    },
  );

  it('that the Hub refuses fails as any other', async () => {
    const { hub, seen } = await fakeHub(() => json({ error: 'no' }, {}, 403));
    await expect(readAll(listPages(hub, request, null))).rejects.toMatchObject({
      name: 'HfreuseError',
      status: 403,
    });
    expect(seen).toHaveLength(1);
  });
});
