import { describe, expect, it } from 'vitest';
import { TooLargeError } from '../../src/hub/request/hub-error.ts';
import { checkList, url } from './asked-page.ts';
import { type Answer, endpoint, fakeHub, json } from './fake-hub.ts';

/** Answers with these in turn, then with a good list. */
const first =
  (...answers: (() => Response)[]): Answer =>
  (_, count) =>
    answers[count - 1]?.() ?? json([]);

const lost = (): never => {
  throw new TypeError('fetch failed', {
    cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  });
};

describe('what is tried again', () => {
  it.each<[string, () => Response]>([
    ['408', () => new Response('', { status: 408 })],
    ['500', () => new Response('', { status: 500 })],
    ['502, HTML', () => new Response('<html>', { status: 502 })],
    ['503', () => json({ error: 'busy' }, {}, 503)],
    ['504', () => new Response('', { status: 504 })],
    ['a lost connection', lost],
    ['200 that is HTML', () => new Response('<!doctype html><p>busy')],
    ['200 that is an error', () => json({ error: 'rate limit' })],
    ['200 that is cut short', () => new Response('[{"_id":"a"')],
    ['200 that is empty', () => new Response('')],
    ['200 that is null', () => new Response('null')],
    [
      'a body that breaks off',
      () => new Response(new ReadableStream({ start: (stream) => stream.error(new Error('terminated')) })),
    ],
  ])('%s', async (_, fault) => {
    const { hub, io, seen } = await fakeHub(first(fault, fault));
    expect((await hub.requestJson(url, checkList)).value).toEqual([]);
    expect(seen.length).toBe(3);
    expect(io.waits.length).toBe(2);
    expect(io.waits[0]).toBeGreaterThanOrEqual(750);
    expect(io.waits[0]).toBeLessThanOrEqual(1250);
    expect(io.waits[1]).toBeGreaterThanOrEqual(1500);
    expect(io.waits[1]).toBeLessThanOrEqual(2500);
  });

  it('a body of 65 MB, but once only', async () => {
    const fault = () => new Response(new Uint8Array(65 * 1024 * 1024));
    const passing = await fakeHub(first(fault));
    expect((await passing.hub.requestJson(url, checkList)).value).toEqual([]);
    const lasting = await fakeHub(fault);
    await expect(lasting.hub.requestJson(url, checkList)).rejects.toThrow(TooLargeError);
    expect(lasting.seen.length).toBe(2);
  });

  it('gives up after five more tries, 1-2-4-8-8 s apart, in one line', async () => {
    const { hub, io, seen } = await fakeHub(() => new Response('', { status: 503 }));
    await expect(hub.requestJson(url, checkList)).rejects.toMatchObject({
      message: `the Hub answered 503: ${endpoint}/api/models?pipeline_tag=fill-mask&cursor=…, after 6 tries`,
      status: 503,
      exitCode: 1,
    });
    expect(seen.length).toBe(6);
    expect(io.waits.map((ms) => Math.round(ms / 1000 / 1.25))).toEqual(expect.any(Array));
    const centres = [1, 2, 4, 8, 8];
    for (const [index, ms] of io.waits.entries()) {
      expect(Math.abs(ms / 1000 / (centres[index] ?? 0) - 1)).toBeLessThanOrEqual(0.25);
    }
  });

  it('tries as often as asked', async () => {
    const { hub, seen } = await fakeHub(() => new Response('', { status: 500 }), { retries: 0 });
    await expect(hub.requestJson(url, checkList)).rejects.toThrow('after one try');
    expect(seen.length).toBe(1);
  });

  it('gives up a Hub that never answered anything once, not listing by listing', async () => {
    const { hub, seen } = await fakeHub(lost);
    await expect(hub.requestJson(url, checkList)).rejects.toThrow('ECONNRESET');
    await expect(hub.requestJson(url, checkList)).rejects.toThrow('ECONNRESET');
    expect(seen.length).toBe(7);
  });

  it('ends a request that is not answered in time, headers or body', async () => {
    const never = new Promise<Response>(() => {});
    const stalled = (): Response =>
      new Response(new ReadableStream({ start: (s) => s.enqueue(new Uint8Array(1)) }));
    const { hub, seen } = await fakeHub(
      (_, count) => (count === 1 ? never : count === 2 ? stalled() : json([])),
      {
        timeoutMs: 30,
      },
    );
    await hub.requestJson(url, checkList);
    expect(seen.length).toBe(3);
  });

  it.each([400, 403, 404, 410, 418])('not %i', async (status) => {
    const { hub, seen } = await fakeHub(() => json({ error: 'no\nsuch \u001b[31mthing' }, {}, status));
    const says = `the Hub answered ${status} to ${endpoint}/api/models?pipeline_tag=fill-mask&cursor=…: no such [31mthing`;
    await expect(hub.requestJson(url, checkList)).rejects.toMatchObject({ status, message: says });
    expect(seen.length).toBe(1);
  });
});

describe('a 429', () => {
  const limited =
    (headers: Record<string, string>, body = '') =>
    () =>
      new Response(body, { status: 429, headers });

  it('with r=0 waits t+1 seconds, for any Retry-After', async () => {
    const { hub, io } = await fakeHub(first(limited({ RateLimit: '"api";r=0;t=41', 'Retry-After': '7' })));
    await hub.requestJson(url, checkList);
    expect(io.waits).toEqual([42_000]);
  });

  it('with r>0 is another limit: Retry-After counts, t does not', async () => {
    const { hub, io } = await fakeHub(first(limited({ RateLimit: '"api";r=9;t=41', 'Retry-After': '7' })));
    await hub.requestJson(url, checkList);
    expect(io.waits).toEqual([7000]);
  });

  it.each([
    ['text', 'Too many requests'],
    ['HTML', '<html>slow down</html>'],
    ['JSON', '{"error":"limit"}'],
  ])('as %s without a word on time backs off', async (_, body) => {
    const { hub, io } = await fakeHub(first(limited({}, body)));
    await hub.requestJson(url, checkList);
    expect(io.waits[0]).toBeGreaterThanOrEqual(750);
    expect(io.waits[0]).toBeLessThanOrEqual(1250);
  });

  it.each(['0', '0.2', '-5', 'Fri, 31 Jul 2026 23:59:59 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
    'that asks for a wait that is over (%s) backs off all the same',
    async (over) => {
      for (const status of [429, 503]) {
        const { hub, io } = await fakeHub(
          () => new Response('', { status, headers: { 'Retry-After': over } }),
        );
        await expect(hub.requestJson(url, checkList)).rejects.toThrow('after 6 tries');
        expect(io.waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(23_000 * 0.75);
      }
    },
  );

  it("a date in it counts from the server's own clock", async () => {
    const { hub, io } = await fakeHub(
      first(
        limited({ 'Retry-After': 'Sat, 01 Aug 2026 09:00:30 GMT', Date: 'Sat, 01 Aug 2026 09:00:10 GMT' }),
      ),
    );
    await hub.requestJson(url, checkList);
    expect(io.waits).toEqual([20_000]);
  });

  it.each(['999999999999', 'Fri, 31 Dec 9999 23:59:59 GMT'])(
    'that asks for ages (%s) gets an hour',
    async (ages) => {
      const { hub, io } = await fakeHub(first(limited({ 'Retry-After': ages })));
      await hub.requestJson(url, checkList);
      expect(io.waits).toEqual([3_600_000]);
    },
  );

  it('holds back every listing', async () => {
    const { hub, io, seen } = await fakeHub(first(() => json([]), limited({ 'Retry-After': '20' })));
    await hub.requestJson(url, checkList);
    const startedAt = io.now();
    const limitedOne = hub.requestJson(url, checkList);
    await io.sleep(1);
    await Promise.all([limitedOne, hub.requestJson(url, checkList)]);
    expect(seen.length).toBe(4);
    expect(io.now() - startedAt).toBeGreaterThanOrEqual(20_000);
  });
});
