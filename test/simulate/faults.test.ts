import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import {
  addStaleCursors,
  drawFaults,
  drawTransfers,
  type Fault,
  type FaultPlan,
  faultList,
  passingFaults,
} from '../../src/simulate/faults/faults.ts';
import { startServer } from '../../src/simulate/serve/server.ts';
import {
  foreignLink,
  foreignRedirect,
  type Hostility,
  keepLooping,
  oversized,
  redirectToItself,
  startFront,
} from '../support/hostile-front.ts';
import { smallHub } from './small-hub.ts';

const first = '/api/models?sort=createdAt&limit=10&expand=likes';
type Item = { _id: string };

/** Runs against a Hub of 30 models where these faults happen. */
async function withFaults<Result>(
  faults: FaultPlan | Fault,
  run: (ask: (path: string) => Promise<Response>) => Promise<Result>,
): Promise<Result> {
  const plan = typeof faults === 'function' ? faults : faultList({ 0: faults });
  const hub = await startServer(await smallHub(30), { faults: plan });
  try {
    return await run((path) => fetch(new URL(path, hub.url)));
  } finally {
    await hub.close();
  }
}

/** Asks once, past a front that is hostile in this way. */
async function answeredPast(plan: (path: string) => Hostility | null) {
  const hub = await startServer(await smallHub(30));
  const front = await startFront(hub.url, plan);
  try {
    const response = await fetch(new URL(first, front.url));
    return { status: response.status, headers: response.headers, text: await response.text() };
  } finally {
    await front.close();
    await hub.close();
  }
}

const linkOf = (response: Response): string =>
  /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1] ?? '';

const readAnswer = async (faults: FaultPlan | Fault) =>
  withFaults(faults, async (ask) => {
    const response = await ask(first);
    return { status: response.status, headers: response.headers, text: await response.text() };
  });

describe('faults that spoil an answer', () => {
  it.each(['json', 'text', 'html'] as const)('429 as %s', async (form) => {
    const { status, headers, text } = await readAnswer({
      kind: 'limit',
      form,
      left: 3,
      resetS: 9,
      retryAfterS: 2,
    });
    expect([status, headers.get('ratelimit'), headers.get('retry-after')]).toEqual([
      429,
      '"api";r=3;t=9',
      '2',
    ]);
    expect(headers.get('ratelimit-policy')).toContain('q=500');
    expect(text).toMatch({ json: /^{"error":/, text: /^Too many requests$/, html: /^<!DOCTYPE html>/ }[form]);
  });

  it('errors of the server, pages for people, errors with 200', async () => {
    expect(await readAnswer({ kind: 'status', status: 503, form: 'html' })).toMatchObject({ status: 503 });
    expect((await readAnswer({ kind: 'html' })).text).toMatch(/^<!DOCTYPE/);
    expect(JSON.parse((await readAnswer({ kind: 'error-object' })).text)).toHaveProperty('error');
  });

  it('truncated and oversized JSON', async () => {
    const { text, status } = await readAnswer({ kind: 'truncated' });
    expect([status, text.startsWith('[{"_id"')]).toEqual([200, true]);
    expect(() => JSON.parse(text)).toThrow();
    const large = await answeredPast(() => oversized(3_000_000));
    expect(large.text.length).toBeGreaterThan(3_000_000);
    expect(JSON.parse(large.text)).toHaveLength(1);
  });

  it.each([0, 100])('connections cut after %d bytes', async (afterBytes) => {
    await expect(readAnswer({ kind: 'reset', afterBytes })).rejects.toThrow(TypeError);
  });

  it('a delay', async () => {
    const start = performance.now();
    expect((await readAnswer({ kind: 'delay', waitMs: 60 })).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(55);
  });

  it('links and redirects to elsewhere, or in a circle', async () => {
    const origin = 'http://127.0.0.2:1';
    const { headers } = await answeredPast(() => foreignLink(origin));
    expect(headers.get('link')).toMatch(/^<http:\/\/127\.0\.0\.2:1\/api\/models\?.*>; rel="next"$/);
    await expect(answeredPast(keepLooping(() => redirectToItself))).rejects.toThrow(TypeError);
    await expect(answeredPast(() => foreignRedirect(origin))).rejects.toThrow(TypeError);
  });
});

describe('faults of a listing', () => {
  /** All pages, with the number of items on each; a refused cursor starts again. */
  const crawl = (faults: FaultPlan) =>
    withFaults(faults, async (ask) => {
      const [ids, sizes]: [string[], number[]] = [[], []];
      for (let next = first; next !== ''; ) {
        const response = await ask(next);
        if (response.status === 404) {
          sizes.push(-1);
          next = first;
          continue;
        }
        const items = (await response.json()) as Item[];
        sizes.push(items.length);
        ids.push(...items.map((item) => item._id));
        next = linkOf(response);
      }
      return { distinct: new Set(ids).size, items: ids.length, sizes };
    });

  it('nothing goes wrong without them', async () => {
    expect(await crawl(() => null)).toEqual({ distinct: 30, items: 30, sizes: [10, 10, 10] });
  });

  it('a page that repeats half of the one before loses nothing', async () => {
    const repeated = await crawl(faultList({ 1: { kind: 'duplicate-page' } }));
    expect(repeated).toEqual({ distinct: 30, items: 35, sizes: [10, 10, 10, 5] });
  });

  it('an empty page goes on, even the first', async () => {
    const sizes = (await crawl(faultList({ 0: { kind: 'empty-page' }, 2: { kind: 'empty-page' } }))).sizes;
    expect(sizes).toEqual([0, 10, 0, 10, 10]);
  });

  it('stale cursors are refused until they are issued again', async () => {
    const stale = await crawl(faultList({ 2: { kind: 'stale-cursors', status: 404 } }));
    expect(stale).toEqual({ distinct: 30, items: 50, sizes: [10, 10, -1, 10, 10, 10] });
  });
});

describe('a drawn plan', () => {
  const drawKinds = (seed: number, density: number, kinds?: string[]) => {
    const plan = drawFaults(seed, density, kinds);
    return Array.from({ length: 2000 }, (_, number) => plan({ number, url: '/' }));
  };

  it('is the same for the same seed, and as dense as asked', () => {
    expect(drawKinds(5, 0.3)).toEqual(drawKinds(5, 0.3));
    expect(drawKinds(5, 0.3)).not.toEqual(drawKinds(6, 0.3));
    const share = drawKinds(5, 0.3).filter((fault) => fault !== null).length / 2000;
    expect(Math.abs(share - 0.3)).toBeLessThan(0.04);
    expect(drawKinds(5, 0).every((fault) => fault === null)).toBe(true);
    expect(drawKinds(5, 1).every((fault) => fault !== null)).toBe(true);
  });

  it('draws every kind, but stale cursors only when asked to', () => {
    const kinds = new Set(drawKinds(1, 1).map((fault) => fault?.kind));
    expect([...kinds].sort()).toEqual(passingFaults.filter((kind) => kind !== 'stale-cursors').sort());
    expect(new Set(drawKinds(1, 1, ['stale-cursors']).map((fault) => fault?.kind))).toEqual(
      new Set(['stale-cursors']),
    );
    expect(() => drawFaults(1, 0.5, ['nonsense'])).toThrow('nonsense');
  });
});

it('stale cursors come once, where the seed draws it; all else is the plan', () => {
  for (const seed of [1, 2, 3]) {
    const plan = addStaleCursors(seed, () => ({ kind: 'html' }));
    const kinds = Array.from({ length: 100 }, (_, number) => plan({ number, url: '/' })?.kind);
    expect(kinds.indexOf('stale-cursors')).toBeLessThan(40);
    expect(kinds.filter((kind) => kind === 'stale-cursors')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'html')).toHaveLength(99);
  }
});

it('drawn transfers are the same for the same seed, as dense as asked, and of every form', () => {
  const drawKinds = (seed: number, density: number) => {
    const plan = drawTransfers(seed, density);
    return Array.from({ length: 1000 }, (_, number) => plan({ number }));
  };
  expect(drawKinds(5, 0.3)).toEqual(drawKinds(5, 0.3));
  expect(drawKinds(5, 0.3)).not.toEqual(drawKinds(6, 0.3));
  const disturbed = drawKinds(5, 0.3).filter((transfer) => Object.keys(transfer).length > 0);
  expect(Math.abs(disturbed.length / 1000 - 0.3)).toBeLessThan(0.05);
  expect(new Set(disturbed.flatMap(Object.keys))).toEqual(new Set(['cutAfter', 'pauseMs', 'ignoresRanges']));
});

it('other methods are not found, and a HEAD has no body', async () => {
  const hub = await startServer(await smallHub(3));
  expect((await fetch(`${hub.url}/api/models`, { method: 'POST' })).status).toBe(404);
  const head = await fetch(`${hub.url}/api/models?limit=1`, { method: 'HEAD' });
  expect([head.status, await head.text(), linkOf(head) === '']).toEqual([200, '', false]);
  const host = await new Promise<string>((resolve, reject) => {
    const asked = request(
      `${hub.url}/api/models?limit=1`,
      { headers: { host: 'hub.example:8443' } },
      (response) => {
        response.resume();
        resolve(String(response.headers.link));
      },
    );
    asked.on('error', reject).end();
  });
  expect(host).toMatch(/^<http:\/\/hub\.example:8443\/api\/models\?limit=1&sort=trendingScore&cursor=/);
  await hub.close();
});
