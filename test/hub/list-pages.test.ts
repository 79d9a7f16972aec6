import { describe, expect, it } from 'vitest';
import { listPages } from '../../src/hub/listing/list-pages.ts';
import type { ListRequest } from '../../src/hub/listing/records.ts';
import { endpoint, fakeHub, json, readAll, repo, token } from './fake-hub.ts';
import { request, servePages } from './served-pages.ts';

describe('what is asked', () => {
  const firstUrl = async (more: Partial<ListRequest>): Promise<URLSearchParams> => {
    const { hub, seen } = await fakeHub(() => json([]));
    await readAll(listPages(hub, { ...request, ...more }, null));
    expect(seen[0]?.url.pathname).toBe(more.kind === 'datasets' ? '/api/datasets' : '/api/models');
    return seen[0]?.url.searchParams ?? new URLSearchParams();
  };

  it('models by pipeline tag, 1000 a page, oldest order that never moves', async () => {
    const asked = await firstUrl({});
    expect(asked.get('limit')).toBe('1000');
    expect(asked.get('pipeline_tag')).toBe('fill-mask');
    expect(asked.get('filter')).toBeNull();
    expect(asked.get('sort')).toBe('createdAt');
    expect(asked.getAll('expand')).toEqual(
      expect.arrayContaining(['tags', 'createdAt', 'downloadsAllTime', 'library_name']),
    );
    expect(asked.getAll('expand')).not.toContain('cardData');
    expect(asked.getAll('expand')).not.toContain('baseModels');
  });

  it('models with their bases: that field beside all others, and the rest unchanged', async () => {
    const [without, asked] = [await firstUrl({}), await firstUrl({ bases: true })];
    expect(asked.getAll('expand')).toEqual([...without.getAll('expand'), 'baseModels']);
    for (const query of [without, asked]) query.delete('expand');
    expect(asked.toString()).toBe(without.toString());
  });

  it('models by tag, with cards', async () => {
    const asked = await firstUrl({ by: 'tag', cards: true, sort: 'lastModified' });
    expect(asked.getAll('filter')).toEqual(['fill-mask']);
    expect(asked.get('pipeline_tag')).toBeNull();
    expect(asked.get('sort')).toBe('lastModified');
    expect(asked.getAll('expand')).toContain('cardData');
  });

  it('datasets by task category, and everything', async () => {
    const datasets = await firstUrl({ kind: 'datasets' });
    expect(datasets.getAll('filter')).toEqual(['task_categories:fill-mask']);
    expect(datasets.getAll('expand')).not.toContain('library_name');
    const all = await firstUrl({ task: null, by: 'tag' });
    expect(all.get('filter')).toBeNull();
    expect(all.get('pipeline_tag')).toBeNull();
  });
});

describe('pages', () => {
  it('come one by one, each before the next is asked for', async () => {
    const { hub, seen } = await fakeHub(servePages(2500));
    const asked: number[] = [];
    const pages = [];
    for await (const page of listPages(hub, request, null)) {
      asked.push(seen.length);
      pages.push(page);
    }
    expect(asked).toEqual([1, 2, 3]);
    expect(pages.map(({ repos }) => repos.length)).toEqual([1000, 1000, 500]);
    expect(pages[2]?.nextUrl).toBeNull();
    expect(seen.every(({ headers }) => headers.get('authorization') === `Bearer ${token}`)).toBe(true);
  });

  it('go on from a stored URL', async () => {
    const { hub, seen } = await fakeHub(servePages(2500));
    const [, second] = await readAll(listPages(hub, request, null));
    const rest = await readAll(listPages(hub, request, second?.nextUrl ?? null));
    expect(rest.map(({ repos }) => repos[0]?.id)).toEqual(['owner/repo-2000']);
    expect(seen[3]?.url.href).toBe(second?.nextUrl);
  });

  it('are of 500 where the Hub takes no more, and it is asked once', async () => {
    const { hub, seen } = await fakeHub(servePages(1200, 500));
    expect((await readAll(listPages(hub, request, null))).map(({ repos }) => repos.length)).toEqual([
      500, 500, 200,
    ]);
    expect(seen.length).toBe(4);
    await readAll(listPages(hub, request, null));
    expect(seen.length).toBe(7);
  });

  it('are not asked for in another size where the size is not at fault', async () => {
    const { hub, seen } = await fakeHub(() => json({ error: 'no' }, {}, 401));
    await expect(readAll(listPages(hub, request, null))).rejects.toThrow('the Hub refuses the token: no');
    expect(seen.length).toBe(1);
  });

  it('of which one repo is too large to be read fail the listing', async () => {
    const text = 'x'.repeat(65 * 1024 * 1024);
    const { hub } = await fakeHub(() => json([repo(1, { cardData: { text } })]), { pageSize: 10 });
    await expect(readAll(listPages(hub, request, null))).rejects.toThrow('the answer is larger than 64 MB');
  });

  it('may be empty in the middle and at the end', async () => {
    const { hub } = await fakeHub(({ url }, count) =>
      json(
        count === 2 ? [repo(1)] : [],
        count < 4 ? { Link: `<${url.origin}/api/models?p=${count}>; rel="next"` } : {},
      ),
    );
    const pages = await readAll(listPages(hub, request, null));
    expect(pages.map(({ repos, nextUrl }) => [repos.length, nextUrl !== null])).toEqual([
      [0, true],
      [1, true],
      [0, true],
      [0, false],
    ]);
  });

  it('that were read are given out before the failure of the next', async () => {
    const { hub } = await fakeHub((_, count) =>
      count === 1 ? json([], { Link: '</x>; rel="next"' }) : json({}, {}, 403),
    );
    const pages = listPages(hub, request, null);
    expect((await pages.next()).value).toMatchObject({ nextUrl: `${endpoint}/x` });
    await expect(pages.next()).rejects.toThrow('403');
  });
});
