import { describe, expect, it } from 'vitest';
import { startServer } from '../../src/simulate/serve/server.ts';
import { count, crawl, get, hub, type Item, prepareServer, token } from './served-hub.ts';
import { hubId, nameRepo, smallHub } from './small-hub.ts';

prepareServer();

describe('listing', () => {
  it.each([1, 7, 500, 1000])('gives every repo once, latest first, at %d a page', async (limit) => {
    const filter = limit === 1 ? '&pipeline_tag=fill-mask&search=model-1' : '';
    const items = await crawl(`/api/models?sort=createdAt&limit=${limit}${filter}&expand=createdAt`);
    const keys = items.map((item) => [item.createdAt, item._id] as const);
    const sorted = keys.toSorted(([at, a], [bt, b]) =>
      at !== bt ? (String(bt) > String(at) ? 1 : -1) : a < b ? -1 : 1,
    );
    expect(keys).toEqual(sorted);
    expect(new Set(keys.map(([, id]) => id)).size).toBe(items.length);
    if (limit !== 1) expect(items.length).toBe(count + 3);
  });

  it.each(['createdAt', 'lastModified', 'downloads'])(
    'lists repos without %s last, each once',
    async (sort) => {
      const values: unknown[] = [undefined, 'yesterday', Number.MAX_VALUE, undefined];
      const known = {
        createdAt: '2022-03-02T23:29:04',
        lastModified: '2023-01-01T00:00:00.000Z',
        downloads: 3_400_446_695,
      };
      const catalogue = await smallHub(
        0,
        [...values, ...Array(4).fill(known[sort as 'downloads'])].map((value, n) =>
          nameRepo('models', n, `x/${n}`, {
            createdAt: undefined,
            lastModified: undefined,
            downloads: undefined,
            [sort]: value,
          }),
        ),
      );
      const other = await startServer(catalogue);
      try {
        const ids: string[] = [];
        let next: string | undefined = `${other.url}/api/models?sort=${sort}&limit=1&expand=${sort}`;
        while (next !== undefined) {
          const response: Response = await fetch(next);
          expect(response.status).toBe(200);
          for (const { id } of (await response.json()) as Item[]) ids.push(id);
          next = /<(http[^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
        }
        expect(ids).toEqual([4, 5, 6, 7, 0, 1, 2, 3].map((n) => `x/${n}`));
      } finally {
        await other.close();
      }
    },
  );

  it.each([1, 7, 1000])(
    'lists by creation in ascending order, repos without a date first, at %d a page',
    async (limit) => {
      const undated = [0, 1].map((n) =>
        nameRepo('models', 90_100 + n, `x/undated-${n}`, { createdAt: undefined }),
      );
      const other = await startServer(await smallHub(30, undated));
      try {
        const ids: string[] = [];
        let next: string | undefined = `${other.url}/api/models?sort=createdAt&direction=1&limit=${limit}`;
        while (next !== undefined) {
          const response: Response = await fetch(next);
          expect(response.status).toBe(200);
          for (const { _id } of (await response.json()) as Item[]) ids.push(_id);
          next = /<(http[^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
          if (next === undefined) break;
          const cursor = Buffer.from(new URL(next).searchParams.get('cursor') ?? '', 'base64').toString();
          expect(JSON.parse(cursor)).toEqual({ _id: { $gt: ids.at(-1) } });
        }
        expect(ids).toEqual([
          ...[90_100, 90_101].map(hubId),
          ...Array.from({ length: 30 }, (_, n) => hubId(n)),
        ]);
      } finally {
        await other.close();
      }
    },
  );

  it('goes on in ascending order after a repo that is gone, by the time in its _id', async () => {
    const at = (seconds: number) => new Date(seconds * 1000).toISOString();
    const entries = [1_700_000_000, 1_700_000_100].map((seconds, n) =>
      nameRepo('models', n, `x/${n}`, { createdAt: at(seconds) }),
    );
    const other = await startServer(await smallHub(0, entries));
    try {
      const gone = `${(1_700_000_050).toString(16)}${'0'.repeat(16)}`;
      const cursor = Buffer.from(JSON.stringify({ _id: { $gt: gone } })).toString('base64');
      const response = await fetch(`${other.url}/api/models?sort=createdAt&direction=1&cursor=${cursor}`);
      expect(((await response.json()) as Item[]).map(({ id }) => id)).toEqual(['x/1']);
    } finally {
      await other.close();
    }
  });

  it('refuses the cursor of one direction in the other', async () => {
    const next = async (query: string): Promise<string> => {
      const link = (await get(`/api/models?${query}&limit=2`)).headers.get('link');
      return new URL(/<([^>]+)>/.exec(link ?? '')?.[1] ?? '').searchParams.get('cursor') ?? '';
    };
    const [up, down] = ['sort=createdAt&direction=1', 'sort=createdAt'];
    expect((await get(`/api/models?${up}&cursor=${await next(up)}`)).status).toBe(200);
    expect((await get(`/api/models?${up}&cursor=${await next(down)}`)).status).toBe(400);
    expect((await get(`/api/models?${down}&cursor=${await next(up)}`)).status).toBe(400);
  });

  it.each([
    'sort=downloads&direction=1',
    'sort=lastModified&direction=1',
    'sort=createdAt&direction=2',
    'direction=1',
  ])('refuses %s, as the Hub does', async (query) =>
    expect((await get(`/api/models?${query}`)).status).toBe(400),
  );

  it('answers 500 and logs it where the server itself fails, and goes on', async () => {
    const lines: string[] = [];
    const catalogue = await smallHub(3);
    const { models } = catalogue;
    const broken = {
      ...catalogue,
      get models(): typeof models {
        if (lines.length === 0) throw new TypeError('a shelf\nis missing');
        return models;
      },
    };
    const other = await startServer(broken, { log: (line) => lines.push(line) });
    try {
      const failed = await fetch(`${other.url}/api/models?limit=2`);
      expect(failed.status).toBe(500);
      expect(await failed.json()).toEqual({ error: expect.stringContaining('Internal Error') });
      expect(lines).toEqual(['a request failed: a shelf is missing']);
      expect((await fetch(`${other.url}/api/models?limit=2`)).status).toBe(200);
    } finally {
      await other.close();
    }
  });

  it.each(['lastModified', 'downloads', 'likes'])('sorts by %s, descending, ties by _id', async (sort) => {
    const items = await crawl(`/api/models?sort=${sort}&limit=400&expand=${sort}`);
    expect(items.length).toBe(count + 3);
    for (const [index, item] of items.entries()) {
      const before = items[index - 1];
      if (before === undefined) continue;
      const [left, right] = [before[sort] as string, item[sort] as string];
      expect(left > right || (left === right && before._id < item._id)).toBe(true);
    }
  });

  it('gives at most 1000 a page, and the rest after it', async () => {
    const other = await startServer(await smallHub(1203));
    try {
      const response = await fetch(`${other.url}/api/models?limit=1200&sort=createdAt`);
      expect(await response.json()).toHaveLength(1000);
      const next = /<(http[^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1] ?? '';
      expect(next).toContain('limit=1200');
      expect(await (await fetch(next)).json()).toHaveLength(203);
    } finally {
      await other.close();
    }
  });

  it('names in the Link the order that was meant', async () => {
    const link = (await get('/api/models?limit=1')).headers.get('link');
    expect(link).toContain('limit=1&sort=trendingScore&cursor=');
  });

  it('sends the fields asked for, and nothing for what is unknown', async () => {
    const [item] = (await (
      await get('/api/models?limit=1&sort=createdAt&search=model-1&expand=pipeline_tag&expand=likes')
    ).json()) as Item[];
    expect(Object.keys(item ?? {})).toEqual(['_id', 'id', 'likes']);
  });

  it('filters by all tags, pipeline tag, owner and part of the name', async () => {
    const ids = async (query: string) => (await crawl(`/api/models?${query}`)).length;
    expect(await ids('filter=even')).toBe(Math.ceil(count / 2) + 1);
    expect(await ids('filter=even&filter=transformers&pipeline_tag=fill-mask')).toBe(Math.ceil(count / 6));
    expect(await ids('filter=base_model:Google/BERT&author=owner3')).toBe(count / 5);
    expect(await ids('search=MODEL-234')).toBe(6);
    expect(await ids('filter=nothing')).toBe(0);
    expect(await ids('pipeline_tag=nothing')).toBe(0);
    expect(await ids('dataset=x&other=y')).toBe(count + 3);
  });

  it('links to the host that was asked, with the query kept', async () => {
    const url = new URL('/api/models?limit=3&sort=createdAt&filter=even&expand=tags', hub.url);
    url.hostname = 'localhost';
    const direct = await fetch(new URL(url.pathname + url.search, hub.url));
    const next = new URL(/<([^>]+)>; rel="next"/.exec(direct.headers.get('link') ?? '')?.[1] ?? '');
    expect(next.origin).toBe(hub.url);
    expect(next.searchParams.getAll('expand')).toEqual(['tags']);
    const cursor = JSON.parse(Buffer.from(next.searchParams.get('cursor') ?? '', 'base64').toString());
    expect(cursor.$or[0]._id.$gt).toMatch(/^[0-9a-f]{24}$/);
  });

  it.each([
    ['limit=x', 'limit'],
    ['limit=0', 'limit'],
    ['sort=name', 'createdAt'],
    ['expand=nonsense', 'library_name'],
    ['cursor=bm9uc2Vuc2U%3D', 'cursor'],
    ['sort=likes&cursor=eyIkb3IiOlt7ImNyZWF0ZWRBdCI6IngifV19', 'cursor'],
  ])('answers 400 to %s', async (query, word) => {
    const response = await get(`/api/models?${query}`);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toContain(word);
  });

  it('shows private repos to a token only, unlisted ones to nobody', async () => {
    const query = '/api/models?search=e&sort=createdAt&limit=1000&expand=private';
    const open = (await crawl(query)).map((item) => item.id);
    const known = (await crawl(query, { authorization: `Bearer ${token}` })).map((item) => item.id);
    expect(known.filter((id) => !open.includes(id))).toEqual(['Secret/model']);
    expect(known).not.toContain('un/listed');
    expect((await get(query, { authorization: 'Bearer wrong' })).status).toBe(401);
  });
});
