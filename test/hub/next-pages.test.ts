import { describe, expect, it } from 'vitest';
import { readAhead } from '../../src/async.ts';
import { listPages } from '../../src/hub/listing/list-pages.ts';
import { nextLink } from '../../src/hub/listing/next-link.ts';
import { StaleCursorError } from '../../src/hub/request/hub-error.ts';
import { endpoint, fakeHub, json, readAll, repo } from './fake-hub.ts';
import { request, servePages } from './served-pages.ts';
import { makeRandom } from './virtual-io.ts';

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
    const random = makeRandom(seed);
    const rows = Math.floor(random() * 4000);
    const calm = servePages(rows);
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
