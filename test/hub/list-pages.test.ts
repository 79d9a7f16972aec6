import { describe, expect, it } from 'vitest';
import { readAhead } from '../../src/async.ts';
import { listPages } from '../../src/hub/listing/list-pages.ts';
import { nextLink } from '../../src/hub/listing/next-link.ts';
import type { ListRequest } from '../../src/hub/listing/records.ts';
import { StaleCursorError } from '../../src/hub/request/hub-error.ts';
import { type Answer, endpoint, fakeHub, json, readAll, repo, token } from './fake-hub.ts';
import { seeded } from './virtual-io.ts';

const request: ListRequest = {
  kind: 'models',
  task: 'fill-mask',
  by: 'pipeline_tag',
  cards: false,
  sort: 'createdAt',
};

/** A listing of `rows` repos in pages of what `limit` asks for. */
const listing =
  (rows: number, largest = 1000): Answer =>
  ({ url }) => {
    const limit = Number(url.searchParams.get('limit'));
    if (limit > largest) return json({ error: `limit must be at most ${largest}` }, {}, 400);
    const start = Number(url.searchParams.get('cursor') ?? 0);
    const page = Array.from({ length: Math.min(limit, rows - start) }, (_, index) => repo(start + index));
    const next = new URL(url);
    next.searchParams.set('cursor', String(start + limit));
    return json(page, start + limit < rows ? { Link: `<${next.href}>; rel="next"` } : {});
  };

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
    const { hub, seen } = await fakeHub(listing(2500));
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
    const { hub, seen } = await fakeHub(listing(2500));
    const [, second] = await readAll(listPages(hub, request, null));
    const rest = await readAll(listPages(hub, request, second?.nextUrl ?? null));
    expect(rest.map(({ repos }) => repos[0]?.id)).toEqual(['owner/repo-2000']);
    expect(seen[3]?.url.href).toBe(second?.nextUrl);
  });

  it('are of 500 where the Hub takes no more, and it is asked once', async () => {
    const { hub, seen } = await fakeHub(listing(1200, 500));
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

describe('the Link', () => {
  it.each([
    ['link', '<https://hub.example/next>; rel="next"'],
    ['Link', '<https://hub.example/next>;rel="next"'],
    ['Link', '</next>; rel=next'],
    ['Link', '<next>; rel="next"; title="a"'],
    ['Link', '<https://hub.example/a>; rel="prev", <https://hub.example/next>; rel="next"'],
    ['Link', '<//hub.example/next>  ;  title="x" ; REL = "last next"'],
    ['Link', '<https://user:password@hub.example/next#there>; rel="next"'],
  ])('%s: %s is understood', async (name, value) => {
    const path = value.startsWith('<next>') ? '/api/next' : '/next';
    const { hub, seen } = await fakeHub((_, count) =>
      json([repo(count)], count === 1 ? { [name]: value } : {}),
    );
    const pages = await readAll(listPages(hub, request, null));
    expect(pages.length).toBe(2);
    expect(seen[1]?.url.href).toBe(endpoint + path);
  });

  it.each(['https://huggingface.co', 'http://huggingface.co', 'https://u:p@huggingface.co'])(
    'of %s at a mirror leads to the same place of the mirror',
    async (origin) => {
      const next = '/api/models?cursor=a%2Fb&limit=5';
      const { hub, seen } = await fakeHub((_, count) =>
        json([repo(count)], count === 1 ? { Link: `<${origin}${next}>; rel="next"` } : {}),
      );
      const pages = await readAll(listPages(hub, request, null));
      expect(pages.map(({ nextUrl }) => nextUrl)).toEqual([endpoint + next, null]);
      expect(seen.map(({ url }) => url.origin)).toEqual([endpoint, endpoint]);
    },
  );

  it('of huggingface.co at a mirror within a folder leads into that folder', () => {
    const mirror = 'https://a.example/hub';
    const link = '<https://huggingface.co/api/models?cursor=x>; rel="next"';
    expect(nextLink(link, `${mirror}/api/models`, mirror)).toBe(`${mirror}/api/models?cursor=x`);
  });

  it.each([
    'https://huggingface.co.evil.example/x',
    'https://huggingface.co:8443/x',
    'ftp://huggingface.co/x',
    'https://evil.example/x',
    '//evil.example/x',
    'http://hub.example/x',
    'https://hub.example:8443/x',
    'javascript:1',
  ])('to another host fails the stream and is never asked: %s', async (target) => {
    const { hub, seen } = await fakeHub(() => json([repo(1)], { Link: `<${target}>; rel="next"` }));
    await expect(readAll(listPages(hub, request, null))).rejects.toThrow(
      /a Link of https:\/\/hub\.example leads to another host/,
    );
    expect(seen.length).toBe(1);
  });

  it('that leads in a circle fails the listing', async () => {
    const { hub, seen } = await fakeHub(({ url }, count) =>
      json([repo(count)], { Link: `<${url.origin}/api/models?p=${count % 3}>; rel="next"` }),
    );
    await expect(readAll(listPages(hub, request, null))).rejects.toThrow('the listing loops');
    expect(seen.length).toBe(4);
  });
});

describe('a cursor', () => {
  it.each([400, 404, 410, 422, 500])(
    'that the Hub answers with %i is stale, resumed or not',
    async (status) => {
      const { hub } = await fakeHub(() => json({ error: 'cursor' }, {}, status), { retries: 1 });
      await expect(readAll(listPages(hub, request, `${endpoint}/api/models?cursor=x`))).rejects.toThrow(
        StaleCursorError,
      );
      const midway = await fakeHub(
        (_, count) => (count === 1 ? json([repo(1)], { Link: '</n>; rel="next"' }) : json({}, {}, status)),
        { retries: 1 },
      );
      await expect(readAll(listPages(midway.hub, request, null))).rejects.toThrow(StaleCursorError);
    },
  );

  it.each([401, 503])('that the Hub answers with %i is not', async (status) => {
    const { hub } = await fakeHub(() => json({}, {}, status), { retries: 1 });
    const reading = readAll(listPages(hub, request, `${endpoint}/api/models?cursor=x`));
    await expect(reading).rejects.not.toThrow(StaleCursorError);
  });

  it('of another host is refused', async () => {
    const { hub, seen } = await fakeHub(() => json([]));
    await expect(readAll(listPages(hub, request, 'https://evil.example/api/models'))).rejects.toThrow(
      'the stored cursor of https://hub.example leads to another host, https://evil.example',
    );
    expect(seen).toEqual([]);
  });
});

describe('no page is lost or doubled', () => {
  const faults: (() => Response)[] = [
    () => new Response('', { status: 503 }),
    () => new Response('<html>busy</html>'),
    () => json({ error: 'rate limit' }),
    () => new Response('[{"_id":"1","id":'),
    () => new Response('', { status: 429, headers: { RateLimit: '"api";r=0;t=3' } }),
    () => new Response('', { status: 429, headers: { RateLimit: '"api";r=7;t=300', 'Retry-After': '2' } }),
    () => new Response('', { status: 429 }),
    () => {
      throw new TypeError('fetch failed');
    },
    () => new Response(new ReadableStream({ start: (stream) => stream.error(new Error('terminated')) })),
  ];

  it.each(Array.from({ length: 60 }, (_, index) => index + 1))('schedule %i', async (seed) => {
    const random = seeded(seed);
    const rows = Math.floor(random() * 4000);
    const calm = listing(rows);
    const { hub } = await fakeHub(
      async (seen, count) => {
        const fault = random() < 0.4 ? faults[Math.floor(random() * faults.length)] : undefined;
        return fault === undefined ? calm(seen, count) : fault();
      },
      { retries: 40, pageSize: 100 + Math.floor(random() * 900) },
    );
    const ids: string[] = [];
    let from: string | null = null;
    do {
      // Now and then the reader stops between two pages and comes back with the stored URL.
      const stopAfter: number = 1 + Math.floor(random() * 6);
      let pages = 0;
      const source = listPages(hub, request, from);
      for await (const batch of readAhead(source, 1 + Math.floor(random() * 4))) {
        for (const page of batch) {
          ids.push(...page.repos.map(({ id }) => id));
          from = page.nextUrl;
          pages += 1;
        }
        if (pages >= stopAfter) break;
      }
    } while (from !== null);
    expect(ids).toEqual(Array.from({ length: rows }, (_, index) => `owner/repo-${index}`));
  });
});
