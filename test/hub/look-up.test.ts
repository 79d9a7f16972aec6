import { describe, expect, it } from 'vitest';
import { lookUp } from '../../src/hub/look-up.ts';
import { isRepoId } from '../../src/hub/repo-id.ts';
import { TokenRefusedError } from '../../src/hub/request/hub-error.ts';
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

  const unknown = 'Invalid username or password.';
  const notFound = { 'X-Error-Code': 'RepoNotFound', 'X-Error-Message': 'Repository not found' };

  it.each<[string, string | null, () => Response]>([
    [
      '404 and RepoNotFound, with a token',
      token,
      () => json({ error: 'Repository not found' }, notFound, 404),
    ],
    ['401 and the one known text, without a token', null, () => json({ error: unknown }, {}, 401)],
  ])('is missing where the Hub says so: %s', async (_, given, answer) => {
    const { hub, seen } = await fakeHub(answer, { token: given });
    expect(await lookUp(hub, 'models', 'a/b')).toMatchObject({
      outcome: 'missing',
      currentId: null,
      error: null,
    });
    expect(seen.length).toBe(1);
  });

  const page = '<html><body>Access denied by policy</body></html>';
  it.each<[string, string | null, () => Response]>([
    ['a firewall, with a token', token, () => new Response(page, { status: 403 })],
    ['a firewall, without', null, () => new Response(page, { status: 403 })],
    ['a gateway, with a token', token, () => new Response(page, { status: 404 })],
    ['a gateway, without', null, () => json({ error: 'Not Found' }, {}, 404)],
    ['a proxy that wants a password, with a token', token, () => new Response(page, { status: 401 })],
    ['a proxy that wants a password, without', null, () => new Response(page, { status: 401 })],
    ['another error code', token, () => json({ error: 'x' }, { 'X-Error-Code': 'RevisionNotFound' }, 404)],
    ['another text', null, () => json({ error: 'Please log in' }, {}, 401)],
    ['403 and RepoNotFound', token, () => json({ error: 'x' }, notFound, 403)],
  ])('is not answered by %s', async (_, given, answer) => {
    const { hub } = await fakeHub(answer, { token: given });
    const { outcome, error } = await lookUp(hub, 'models', 'a/b');
    expect(outcome).toBe('failed');
    expect(error).toMatch(/^the Hub answered 40[134] to [^\n]+$/);
  });

  it.each([
    'Invalid credentials in Authorization header',
    'User Access Token "x" is expired',
    'Invalid user token.',
  ])('ends everything where the Hub does not take the token: %s', async (error) => {
    const { hub } = await fakeHub(() => json({ error }, {}, 401));
    const asking = lookUp(hub, 'models', 'a/b');
    await expect(asking).rejects.toThrow(TokenRefusedError);
    await expect(asking).rejects.toMatchObject({
      exitCode: 1,
      message: `the Hub refuses the token: ${error}`,
    });
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
