import { describe, expect, it } from 'vitest';
import type { HubEvent } from '../../src/hub/request/events.ts';
import { checkList, url } from './asked-page.ts';
import { endpoint, fakeHub, json, token } from './fake-hub.ts';

describe('redirects', () => {
  const to = (location: string, status = 307) =>
    new Response('moved', { status, headers: { Location: location } });

  it('are followed within the origin, each hop asked with the token', async () => {
    const { hub, seen } = await fakeHub(({ url: { pathname } }) =>
      pathname === '/api/models' ? to('/b') : pathname === '/b' ? to(`${endpoint}/c?x=1`, 302) : json([]),
    );
    expect((await hub.requestJson(url, checkList)).url).toBe(`${endpoint}/c?x=1`);
    expect(seen.every(({ headers }) => headers.get('authorization') === `Bearer ${token}`)).toBe(true);
  });

  it.each([
    'https://evil.example/x',
    'http://hub.example/x',
    'https://hub.example:444/',
    '//evil.example/',
    'file:///etc/passwd',
  ])('to another origin are refused: %s', async (location) => {
    const { hub, seen } = await fakeHub(() => to(location));
    await expect(hub.requestJson(url, checkList)).rejects.toThrow(
      /a redirect of https:\/\/hub\.example leads to another host/,
    );
    expect(seen.length).toBe(1);
  });

  it('survives a circle and an endless chain', async () => {
    const circle = await fakeHub(({ url: { pathname } }) => to(pathname === '/b' ? '/c' : '/b'));
    await expect(circle.hub.requestJson(url, checkList)).rejects.toThrow('a redirect loop');
    const chain = await fakeHub((_, count) => to(`/hop-${count}`));
    await expect(chain.hub.requestJson(url, checkList)).rejects.toThrow('more than 5 redirects');
    expect(chain.seen.length).toBe(6);
  });
});

describe('interruption', () => {
  it('ends a request under way, a wait, and everything after', async () => {
    const { hub, io, seen } = await fakeHub(() => new Promise(() => {}));
    const pending = hub.requestJson(url, checkList);
    setTimeout(() => io.abort(), 5);
    await expect(pending).rejects.toThrow('interrupted');
    await expect(hub.requestJson(url, checkList)).rejects.toThrow('interrupted');
    expect(seen.length).toBe(1);
  });

  it('ends the wait for a retry', async () => {
    const { hub, io, seen } = await fakeHub(() => {
      queueMicrotask(() => io.abort());
      return new Response('', { status: 500 });
    });
    await expect(hub.requestJson(url, checkList)).rejects.toThrow('interrupted');
    expect(seen.length).toBe(1);
  });
});

describe('the token', () => {
  it('is in no line, event or error, even when the Hub repeats it', async () => {
    const events: HubEvent[] = [];
    const answers = [
      () => json({ error: `bad ${token}` }, {}, 401),
      () => new Response('', { status: 307, headers: { Location: `https://evil.example/?t=${token}` } }),
      () => new Response('', { status: 307, headers: { Location: `/${token}` } }),
      () => new Response('', { status: 404, headers: { 'X-Error-Message': token } }),
      (): never => {
        throw new TypeError('fetch failed', { cause: new Error(`bad header ${token}`) });
      },
    ];
    const { hub, lines, seen } = await fakeHub(
      (_, count) => answers[count - 1]?.() ?? json({ error: token }, {}, 500),
      {
        onEvent: (event) => events.push(event),
        retries: 1,
      },
    );
    const errors: unknown[] = [];
    for (let round = 0; round < 5; round++) {
      await hub.requestJson(url, checkList).catch((error: unknown) => errors.push(error));
    }
    expect(errors.length).toBe(5);
    const texts = errors.map((error) => (error instanceof Error ? `${error.message} ${error.stack}` : ''));
    expect(lines.length).toBeGreaterThan(4);
    expect(JSON.stringify([texts, lines, events, hub])).not.toContain(token);
    expect(seen.every(({ url: { origin } }) => origin === endpoint)).toBe(true);
  });

  it('is not asked of another origin by a URL of ours', async () => {
    const { hub, seen } = await fakeHub(() => json([]));
    await expect(hub.requestJson('https://evil.example/', checkList)).rejects.toThrow('another host');
    expect(seen).toEqual([]);
  });
});
