import { describe, expect, it } from 'vitest';
import { listRepoFiles, readCommit } from '../../src/hub/download/repo-files.ts';
import { endpoint, fakeHub, json } from './fake-hub.ts';

const commit = 'c'.repeat(40);
const at = { repo: 'a/b', commit };
const entry = (path: string, type = 'file') => ({ type, path, size: 3, oid: 'o' });
const next = (url: string) => ({ Link: `<${url}>; rel="next"` });

describe('listRepoFiles', () => {
  it('reads every page of the tree, sorted; folders and what is odd are left out', async () => {
    const { hub, seen } = await fakeHub(({ url }) =>
      url.searchParams.has('cursor')
        ? json([
            entry('a.parquet'),
            null,
            { type: 'file', path: 3, size: 1 },
            { type: 'file', path: 'x', size: '1' },
          ])
        : json([entry('z.parquet'), entry('d', 'directory')], next(`${endpoint}${url.pathname}?cursor=2`)),
    );
    expect(await listRepoFiles(hub, at)).toEqual([
      { path: 'a.parquet', size: 3, sha256: null },
      { path: 'z.parquet', size: 3, sha256: null },
    ]);
    expect(seen.map(({ url }) => url.pathname)).toEqual(Array(2).fill(`/api/datasets/a/b/tree/${commit}`));
    expect(seen[0]?.url.searchParams.get('recursive')).toBe('true');
  });

  it('follows a next link to no other host, and in no circle', async () => {
    const away = await fakeHub(() => json([], next('https://other.example/x')));
    await expect(listRepoFiles(away.hub, at)).rejects.toThrow('leads to another host');
    expect(away.seen).toHaveLength(1);
    const circle = await fakeHub(({ url }) => json([], next(`${endpoint}${url.pathname}?cursor=2`)));
    await expect(listRepoFiles(circle.hub, at)).rejects.toThrow('the listing of files loops');
    expect(circle.seen).toHaveLength(2);
  });
});

describe('readCommit', () => {
  it('asks for the revision as it is, slashes escaped, and follows a rename', async () => {
    const { hub, seen } = await fakeHub(({ url }) =>
      url.pathname.startsWith('/api/datasets/old/')
        ? new Response('moved', {
            status: 307,
            headers: { Location: url.pathname.replace('old/b', 'new/b') },
          })
        : json({ _id: '1', id: 'new/b', sha: commit }),
    );
    expect(await readCommit(hub, 'old/b', 'refs/convert/parquet')).toEqual({ repo: 'new/b', commit });
    expect(seen[1]?.url.pathname).toBe('/api/datasets/new/b/revision/refs%2Fconvert%2Fparquet');
  });

  it.each([{ id: 'a/b' }, { id: 'a/b', sha: 'main' }, { id: 'a/b', sha: `${commit}/../x` }, []])(
    'takes no answer without a commit: %j',
    async (answer) => {
      const { hub } = await fakeHub(() => json(answer), { retries: 0 });
      await expect(readCommit(hub, 'a/b', 'main')).rejects.toThrow('is not a repo with its commit');
    },
  );

  it('takes no id that leads elsewhere', async () => {
    const { hub } = await fakeHub(() => json({ id: '../x', sha: commit }));
    await expect(readCommit(hub, 'a/b', 'main')).rejects.toThrow('is not a repo id');
  });
});
