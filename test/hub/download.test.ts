import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listRepoFiles, readCommit } from '../../src/hub/download/repo-files.ts';
import { connectHub } from '../../src/hub/hub.ts';
import { token } from './fake-hub.ts';
import { content, isWhole, nothing, prepareFiles, serveFile, size, toWanted } from './file-hub.ts';
import { virtualIo } from './virtual-io.ts';

prepareFiles();

describe('the files of a dataset repo', () => {
  it('are found at the commit of a revision', async () => {
    const { hub, repo } = await serveFile();
    const commit = await readCommit(hub, 'simulated/hub-stats', 'main');
    expect(commit).toEqual({ repo: 'simulated/hub-stats', commit: repo.commit });
    expect(await listRepoFiles(hub, commit)).toEqual([
      { path: 'data/models #1.parquet', size, sha256: toWanted(repo).sha256 },
    ]);
    await expect(readCommit(hub, 'simulated/hub-stats', 'v2')).rejects.toMatchObject({ status: 404 });
    await expect(readCommit(hub, 'simulated/other', 'main')).rejects.toMatchObject({ status: 404 });
  });

  it('come from another host, which does not see the token', async () => {
    const { hub, wanted, target, seen, lines } = await serveFile();
    const sizes: number[] = [];
    await hub.download(wanted, target, (bytes) => sizes.push(bytes));
    expect(isWhole(target)).toBe(true);
    expect(sizes.at(-1)).toBe(size);
    expect(seen).toEqual([{ authorization: undefined, range: undefined, ifRange: undefined }]);
    expect(existsSync(`${target}.part`) || existsSync(`${target}.part.etag`)).toBe(false);
    expect(lines.join('\n')).not.toContain(token);
  });

  it('come from the Hub itself too', async () => {
    const { hub, wanted, target, seen } = await serveFile([], {}, { fileHost: undefined });
    await hub.download(wanted, target, nothing);
    expect(isWhole(target)).toBe(true);
    expect(seen).toEqual([]);
  });

  it('go on where the connection was cut, by ranges of the same file', async () => {
    const { hub, wanted, target, seen, repo } = await serveFile([
      { cutAfter: 400_000 },
      { cutAfter: 300_000 },
    ]);
    await hub.download(wanted, target, nothing);
    expect(isWhole(target)).toBe(true);
    expect(seen).toHaveLength(3);
    const starts = seen.map(({ range }) =>
      Number(/^bytes=(\d+)-1499999$/.exec(range ?? 'bytes=0-1499999')?.[1]),
    );
    expect(starts[1]).toBeGreaterThan(0);
    expect(starts[1]).toBeLessThanOrEqual(400_000);
    expect(starts[2]).toBeGreaterThan(starts[1] ?? 0);
    expect(seen.slice(1).map(({ ifRange }) => ifRange)).toEqual([repo.files[0]?.etag, repo.files[0]?.etag]);
    expect(seen.every(({ authorization }) => authorization === undefined)).toBe(true);
  });

  it('go on in another run, and a whole one is not asked for again', async () => {
    const first = await serveFile([{ cutAfter: 700_000 }], { retries: 0 });
    await expect(first.hub.download(first.wanted, first.target, nothing)).rejects.toMatchObject({
      exitCode: 1,
    });
    const left = readFileSync(`${first.target}.part`).byteLength;
    expect(left).toBeGreaterThan(0);
    const again = await connectHub({ io: virtualIo(globalThis.fetch), endpoint: first.server.url, token });
    await again.download(first.wanted, first.target, nothing);
    expect(isWhole(first.target)).toBe(true);
    expect(first.seen[1]?.range).toBe(`bytes=${left}-${size - 1}`);
    const requests = first.server.requests();
    await again.download(first.wanted, first.target, nothing);
    expect(first.server.requests()).toBe(requests);
  });

  it('begin again where the host does not go on', async () => {
    const { hub, wanted, target, seen } = await serveFile([{ cutAfter: 400_000 }, { ignoresRanges: true }]);
    await hub.download(wanted, target, nothing);
    expect(isWhole(target)).toBe(true);
    expect(seen.map(({ range }) => range === undefined)).toEqual([true, false, true]);
  });

  it.each([
    ['of another file', `"another"`, 1000],
    ['that is larger than the file', null, size + 1],
  ])('begin again over a part %s', async (_, etag, bytes) => {
    const { hub, wanted, target } = await serveFile();
    writeFileSync(`${target}.part`, Buffer.alloc(bytes));
    if (etag !== null) writeFileSync(`${target}.part.etag`, etag);
    await hub.download(wanted, target, nothing);
    expect(isWhole(target)).toBe(true);
  });

  it('take a part that is whole as it is', async () => {
    const { hub, wanted, target, server } = await serveFile();
    writeFileSync(`${target}.part`, content);
    await hub.download(wanted, target, nothing);
    expect(isWhole(target)).toBe(true);
    expect(server.requests()).toBe(0);
  });

  it.each([
    ['named in the list of files', true],
    ['named where the Hub sends the download elsewhere', false],
  ])('are thrown away and fetched anew where they are not of the SHA-256 %s', async (_, isListed) => {
    const { hub, wanted, target, seen } = await serveFile();
    const wrong = Buffer.from(content);
    wrong.fill('wrong', 100_000, 200_000);
    // What an earlier run left looks right, and so does the rest.
    writeFileSync(`${target}.part`, wrong.subarray(0, 300_000));
    await hub.download({ ...wanted, sha256: isListed ? wanted.sha256 : null }, target, nothing);
    expect(isWhole(target)).toBe(true);
    expect(seen.map(({ range }) => range)).toEqual(['bytes=300000-1499999', undefined]);
    writeFileSync(target, wrong);
    await hub.download(wanted, target, nothing);
    expect(isWhole(target)).toBe(true);
  });
});
