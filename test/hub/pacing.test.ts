import { describe, expect, it } from 'vitest';
import { connectHub } from '../../src/hub/hub.ts';
import { makeRandom, virtualIo } from './virtual-io.ts';

interface Limit {
  quota: number;
  windowMs: number;
  /** Longest time on the way, each way. */
  latencyMs: number;
  roundUp: boolean;
  /** Share of requests that are lost after the Hub counted them. */
  lossShare: number;
}

/** A Hub with fixed windows; counts what it refused. */
function limitedHub({ quota, windowMs, latencyMs, roundUp, lossShare }: Limit, seed: number) {
  const random = makeRandom(seed);
  const counted = new Map<number, number>();
  const told = { refused: 0, answered: 0 };
  const io = virtualIo(async () => {
    await io.sleep(random() * latencyMs);
    const window = Math.floor(io.now() / windowMs);
    const used = (counted.get(window) ?? 0) + 1;
    counted.set(window, used);
    const seconds = (windowMs - (io.now() % windowMs)) / 1000;
    const t = roundUp ? Math.ceil(seconds) : Math.floor(seconds);
    const headers = {
      RateLimit: `"api";r=${Math.max(0, quota - used)};t=${t}`,
      'RateLimit-Policy': `"fixed window";"api";q=${quota};w=${windowMs / 1000}`,
    };
    if (used > quota) told.refused += 1;
    else told.answered += 1;
    await io.sleep(random() * latencyMs);
    if (random() < lossShare) throw new TypeError('fetch failed', { cause: new Error('reset') });
    return new Response('[]', { status: used > quota ? 429 : 200, headers });
  }, seed);
  return { io, told, counted };
}

async function ask(streams: number, requests: number, limit: Limit, seed: number) {
  const server = limitedHub(limit, seed);
  const hub = await connectHub({ io: server.io, endpoint: 'https://hub.example', token: null });
  const startedAt = server.io.now();
  let left = requests;
  const stream = async (): Promise<void> => {
    while (left-- > 0) await hub.requestJson('https://hub.example/api/models', () => null);
  };
  await Promise.all(Array.from({ length: streams }, stream));
  return { ...server, elapsedMs: server.io.now() - startedAt };
}

describe('pacing', () => {
  it.each(Array.from({ length: 60 }, (_, index) => index + 1))(
    'never earns a 429, schedule %i',
    async (seed) => {
      const random = makeRandom(seed * 7919);
      // With a quota of one or two, a lost first request cannot be told from a window not yet begun.
      const losses = seed % 3 === 0;
      const limit: Limit = {
        quota: (losses ? 10 : 1) + Math.floor(random() * 40),
        windowMs: 1000 * (20 + Math.floor(random() * 280)),
        latencyMs: random() * 4000,
        roundUp: random() < 0.5,
        lossShare: losses ? 0.1 : 0,
      };
      const requests = Math.min(300, limit.quota * 6);
      const { told } = await ask(1 + Math.floor(random() * 12), requests, limit, seed);
      expect(told.refused).toBe(0);
      expect(told.answered).toBeGreaterThanOrEqual(requests);
    },
  );

  it('uses each window fully', async () => {
    const limit = { quota: 50, windowMs: 300_000, latencyMs: 500, roundUp: false, lossShare: 0 };
    const { counted, elapsedMs } = await ask(8, 250, limit, 3);
    expect([...counted.values()]).toEqual([50, 50, 50, 50, 50]);
    expect(elapsedMs).toBeLessThan(4 * 300_000 + 20_000);
  });

  it('does not wait where the Hub names no limit', async () => {
    const io = virtualIo(async () => new Response('[]'));
    const hub = await connectHub({ io, endpoint: 'https://hub.example', token: null });
    const all = Array.from({ length: 100 }, () =>
      hub.requestJson('https://hub.example/api/models', () => null),
    );
    await Promise.all(all);
    expect(io.waits).toEqual([]);
  });

  it('sends no more at once than asked', async () => {
    let now = 0;
    let most = 0;
    const io = virtualIo(async () => {
      now += 1;
      most = Math.max(most, now);
      await io.sleep(100);
      now -= 1;
      return new Response('[]');
    });
    const hub = await connectHub({ io, endpoint: 'https://hub.example', token: null, concurrency: 3 });
    await Promise.all(
      Array.from({ length: 30 }, () => hub.requestJson('https://hub.example/api/models', () => null)),
    );
    expect(most).toBe(3);
  });

  it('waits after a 200 with r=0 before it sends the next', async () => {
    const io = virtualIo(async () => new Response('[]', { headers: { ratelimit: '"api";r=0;t=9' } }));
    const hub = await connectHub({ io, endpoint: 'https://hub.example', token: null });
    await hub.requestJson('https://hub.example/api/models', () => null);
    expect(io.waits).toEqual([]);
    await hub.requestJson('https://hub.example/api/models', () => null);
    expect(io.waits).toEqual([10_000]);
  });

  it('stops waiting at once when interrupted', async () => {
    const io = virtualIo(async () => new Response('[]', { headers: { ratelimit: '"api";r=0;t=99' } }));
    const hub = await connectHub({ io, endpoint: 'https://hub.example', token: null });
    await hub.requestJson('https://hub.example/api/models', () => null);
    const waiting = hub.requestJson('https://hub.example/api/models', () => null);
    io.abort();
    await expect(waiting).rejects.toThrow('interrupted');
  });
});
