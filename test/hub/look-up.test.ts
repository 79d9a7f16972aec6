import { describe, expect, it } from 'vitest';
import { lookUp } from '../../src/hub/look-up.ts';
import { isRepoId } from '../../src/hub/repo-id.ts';
import { fakeHub, json, repo, token } from './fake-hub.ts';

const moved = (location: string): Response =>
  new Response('Temporary Redirect', { status: 307, headers: { Location: location } });

describe('a look-up', () => {
  it('follows renames to the id of today', async () => {
    const { hub, seen } = await fakeHub(({ url }) => {
      if (url.pathname.startsWith('/api/datasets/imdb/'))
        return moved(`/api/datasets/Old/imdb/revision/HEAD${url.search}`);
      if (url.pathname.startsWith('/api/datasets/Old/'))
        return moved(`../../../stanfordnlp/imdb/revision/HEAD${url.search}`);
      return json(repo(5, { id: 'stanfordnlp/imdb' }));
    });
    expect(await lookUp(hub, 'datasets', 'imdb')).toEqual({
      outcome: 'exists',
      currentId: 'stanfordnlp/imdb',
      hubId: '000000000000000000000005',
      error: null,
    });
    expect(seen.map(({ url }) => url.pathname)).toEqual([
      '/api/datasets/imdb/revision/HEAD',
      '/api/datasets/Old/imdb/revision/HEAD',
      '/api/datasets/stanfordnlp/imdb/revision/HEAD',
    ]);
    expect(seen[0]?.headers.get('authorization')).toBe(`Bearer ${token}`);
  });

  it.each([401, 403, 404])('answered with %i is missing', async (status) => {
    const { hub, seen } = await fakeHub(() => json({ error: 'Invalid username or password.' }, {}, status));
    expect(await lookUp(hub, 'models', 'a/b')).toMatchObject({
      outcome: 'missing',
      currentId: null,
      error: null,
    });
    expect(seen.length).toBe(1);
  });

  it('is not missing where it is the token that the Hub refuses', async () => {
    const body = { error: 'Invalid credentials in Authorization header' };
    const { hub } = await fakeHub(() => json(body, {}, 401));
    expect(await lookUp(hub, 'models', 'a/b')).toMatchObject({ outcome: 'failed' });
  });

  it.each<[string, () => Response]>([
    ['a circle', () => moved('/api/models/a/b/revision/HEAD')],
    ['another host', () => moved('https://evil.example/')],
    ['500', () => json({}, {}, 500)],
    ['HTML', () => new Response('<html>')],
    ['a list', () => json([])],
    ['an error as 200', () => json({ error: 'limit' })],
    ['a repo without an id', () => json({ _id: 'x' })],
    ['a repo of an odd name', () => json({ _id: 'x', id: '../../etc' })],
    ['418', () => json({}, {}, 418)],
  ])('that leads to %s has failed', async (_, answer) => {
    const { hub } = await fakeHub(answer, { retries: 1 });
    const { outcome, currentId, error } = await lookUp(hub, 'models', 'a/b');
    expect([outcome, currentId]).toEqual(['failed', null]);
    expect(error).toMatch(/^[^\n]+$/);
  });

  it('that is interrupted has failed', async () => {
    const { hub, io } = await fakeHub(() => new Promise(() => {}));
    setTimeout(() => io.abort(), 5);
    expect(await lookUp(hub, 'models', 'a/b')).toMatchObject({ outcome: 'failed', error: 'interrupted' });
  });

  it.each([
    '',
    '.',
    '..',
    '../x',
    './x',
    'a/..',
    'a/b/c',
    'a?b',
    'a#b',
    'a b',
    'a%2fb',
    'a\\b',
    '/a',
    'a/',
    '~/x',
    'C:/x',
    'é',
    'a\n',
  ])('of %j is never sent', async (name) => {
    const { hub, seen } = await fakeHub(() => json({}));
    expect(isRepoId(name)).toBe(false);
    expect((await lookUp(hub, 'models', name)).outcome).toBe('failed');
    expect(seen).toEqual([]);
  });

  it.each(['gpt2', 'a/b', 'A-1_.x/y.z', '__proto__', '...'])('of %s may be', (name) => {
    expect(isRepoId(name)).toBe(true);
  });
});
