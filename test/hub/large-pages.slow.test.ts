import { describe, expect, it } from 'vitest';
import { listPages } from '../../src/hub/listing/list-pages.ts';
import { fakeHub, json, readAll, repo } from './fake-hub.ts';
import { request } from './served-pages.ts';

describe('pages', () => {
  it('that are too large to be read are read in smaller ones, and whole ones again after', async () => {
    const huge = { cardData: { text: 'x'.repeat(40 * 1024 * 1024) } };
    const { hub, seen } = await fakeHub(({ url }) => {
      const limit = Number(url.searchParams.get('limit'));
      const start = Number(url.searchParams.get('cursor') ?? 0);
      const page = Array.from({ length: Math.min(limit, 2500 - start) }, (_, index) =>
        repo(start + index, start + index < 2 ? huge : {}),
      );
      const next = new URL(url);
      next.searchParams.set('cursor', String(start + limit));
      return json(page, start + limit < 2500 ? { Link: `<${next.href}>; rel="next"` } : {});
    });
    const pages = await readAll(listPages(hub, request, null));
    const ids = pages.flatMap(({ repos }) => repos.map(({ id }) => id));
    expect(ids).toEqual(Array.from({ length: 2500 }, (_, index) => `owner/repo-${index}`));
    expect(pages.at(-2)?.repos.length).toBe(1000);
    // A later run must not go on with the smallest of pages.
    for (const { nextUrl } of pages.slice(0, -1)) expect(nextUrl).toContain('limit=1000');
    expect(seen.length).toBeLessThan(25);
  });
});
