import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { listRepoFiles, readCommit } from '../../src/hub/download/repo-files.ts';
import { connectHub, type HubOptions } from '../../src/hub/hub.ts';
import { nextHop } from '../../src/hub/request/next-hop.ts';
import { buildCatalogue } from '../../src/simulate/serve/catalogue.ts';
import { type DumpRepo, loadDumpRepo } from '../../src/simulate/serve/dump-repo.ts';
import type { Transfer } from '../../src/simulate/serve/send-file.ts';
import { type ServerOptions, type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';
import { token } from './fake-hub.ts';
import { virtualIo } from './virtual-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-download-'));
const hubs: SimulatedHub[] = [];
const servers: Server[] = [];
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const size = 1_500_000;
const content = randomBytes(size);

interface Seen {
  authorization: string | undefined;
  range: string | undefined;
  ifRange: string | undefined;
}

/** A simulated Hub whose one file lies on another host, with what that host saw and what is to go wrong there. */
async function hubWithFile(
  transfers: Transfer[] = [],
  options: Partial<HubOptions> = {},
  more: ServerOptions = {},
) {
  const file = join(folder, `source-${randomBytes(4).toString('hex')}`);
  writeFileSync(file, content);
  const repo = await loadDumpRepo([{ path: 'data/models #1.parquet', file }]);
  const seen: Seen[] = [];
  const server = await startServer(await buildCatalogue([]), {
    dump: repo,
    fileHost: ({ number, headers }) => {
      seen.push({
        authorization: headers.authorization,
        range: headers.range,
        ifRange: headers['if-range'] as string,
      });
      return transfers[number] ?? {};
    },
    token,
    ...more,
  });
  hubs.push(server);
  const io = virtualIo(globalThis.fetch);
  const lines: string[] = [];
  const hub = await connectHub({
    io,
    endpoint: server.url,
    token,
    debug: (line) => lines.push(line),
    ...options,
  });
  return { repo, server, seen, hub, io, lines, target: `${file}.got`, wanted: toWanted(repo) };
}

const toWanted = (repo: DumpRepo) => ({
  repo: repo.id,
  commit: repo.commit,
  path: 'data/models #1.parquet',
  size,
  sha256: repo.files[0]?.etag.slice(1, -1) ?? null,
});
const nothing = (): void => {};
const got = (target: string): boolean => readFileSync(target).equals(content);

describe('the files of a dataset repo', () => {
  it('are found at the commit of a revision', async () => {
    const { hub, repo } = await hubWithFile();
    const commit = await readCommit(hub, 'simulated/hub-stats', 'main');
    expect(commit).toEqual({ repo: 'simulated/hub-stats', commit: repo.commit });
    expect(await listRepoFiles(hub, commit)).toEqual([
      { path: 'data/models #1.parquet', size, sha256: toWanted(repo).sha256 },
    ]);
    await expect(readCommit(hub, 'simulated/hub-stats', 'v2')).rejects.toMatchObject({ status: 404 });
    await expect(readCommit(hub, 'simulated/other', 'main')).rejects.toMatchObject({ status: 404 });
  });

  it('come from another host, which does not see the token', async () => {
    const { hub, wanted, target, seen, lines } = await hubWithFile();
    const sizes: number[] = [];
    await hub.download(wanted, target, (bytes) => sizes.push(bytes));
    expect(got(target)).toBe(true);
    expect(sizes.at(-1)).toBe(size);
    expect(seen).toEqual([{ authorization: undefined, range: undefined, ifRange: undefined }]);
    expect(existsSync(`${target}.part`) || existsSync(`${target}.part.etag`)).toBe(false);
    expect(lines.join('\n')).not.toContain(token);
  });

  it('come from the Hub itself too', async () => {
    const { hub, wanted, target, seen } = await hubWithFile([], {}, { fileHost: undefined });
    await hub.download(wanted, target, nothing);
    expect(got(target)).toBe(true);
    expect(seen).toEqual([]);
  });

  it('go on where the connection was cut, by ranges of the same file', async () => {
    const { hub, wanted, target, seen, repo } = await hubWithFile([
      { cutAfter: 400_000 },
      { cutAfter: 300_000 },
    ]);
    await hub.download(wanted, target, nothing);
    expect(got(target)).toBe(true);
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
    const first = await hubWithFile([{ cutAfter: 700_000 }], { retries: 0 });
    await expect(first.hub.download(first.wanted, first.target, nothing)).rejects.toMatchObject({
      exitCode: 1,
    });
    const left = readFileSync(`${first.target}.part`).byteLength;
    expect(left).toBeGreaterThan(0);
    const again = await connectHub({ io: virtualIo(globalThis.fetch), endpoint: first.server.url, token });
    await again.download(first.wanted, first.target, nothing);
    expect(got(first.target)).toBe(true);
    expect(first.seen[1]?.range).toBe(`bytes=${left}-${size - 1}`);
    const requests = first.server.requests();
    await again.download(first.wanted, first.target, nothing);
    expect(first.server.requests()).toBe(requests);
  });

  it('begin again where the host does not go on', async () => {
    const { hub, wanted, target, seen } = await hubWithFile([{ cutAfter: 400_000 }, { ignoresRanges: true }]);
    await hub.download(wanted, target, nothing);
    expect(got(target)).toBe(true);
    expect(seen.map(({ range }) => range === undefined)).toEqual([true, false, true]);
  });

  it.each([
    ['of another file', `"another"`, 1000],
    ['that is larger than the file', null, size + 1],
  ])('begin again over a part %s', async (_, etag, bytes) => {
    const { hub, wanted, target } = await hubWithFile();
    writeFileSync(`${target}.part`, Buffer.alloc(bytes));
    if (etag !== null) writeFileSync(`${target}.part.etag`, etag);
    await hub.download(wanted, target, nothing);
    expect(got(target)).toBe(true);
  });

  it('take a part that is whole as it is', async () => {
    const { hub, wanted, target, server } = await hubWithFile();
    writeFileSync(`${target}.part`, content);
    await hub.download(wanted, target, nothing);
    expect(got(target)).toBe(true);
    expect(server.requests()).toBe(0);
  });

  it.each([
    ['named in the list of files', true],
    ['named where the Hub sends the download elsewhere', false],
  ])('are thrown away and fetched anew where they are not of the SHA-256 %s', async (_, isListed) => {
    const { hub, wanted, target, seen } = await hubWithFile();
    const wrong = Buffer.from(content);
    wrong.fill('wrong', 100_000, 200_000);
    // What an earlier run left looks right, and so does the rest.
    writeFileSync(`${target}.part`, wrong.subarray(0, 300_000));
    await hub.download({ ...wanted, sha256: isListed ? wanted.sha256 : null }, target, nothing);
    expect(got(target)).toBe(true);
    expect(seen.map(({ range }) => range)).toEqual(['bytes=300000-1499999', undefined]);
    writeFileSync(target, wrong);
    await hub.download(wanted, target, nothing);
    expect(got(target)).toBe(true);
  });

  it('fail where no try brings bytes of the SHA-256 that the Hub names; nothing stays in the way', async () => {
    const { hub, wanted, target, seen } = await hubWithFile([], { retries: 2 });
    await expect(hub.download({ ...wanted, sha256: 'a'.repeat(64) }, target, nothing)).rejects.toThrow(
      /^data\/models #1\.parquet does not match the SHA-256 that the Hub gives/,
    );
    expect(seen).toHaveLength(3);
    expect(existsSync(target)).toBe(false);
    expect(readFileSync(`${target}.part`)).toHaveLength(0);
    await hub.download(wanted, target, nothing);
    expect(got(target)).toBe(true);
  });

  it('are not checked by what another host states of them', async () => {
    const other = await serve((_, response) =>
      response.writeHead(200, { 'X-Linked-ETag': `"${'b'.repeat(64)}"` }).end(content),
    );
    const first = await serve((_, response) => response.writeHead(302, { Location: `${other}/file` }).end());
    const hub = await connectHub({ io: virtualIo(globalThis.fetch), endpoint: first, token, retries: 0 });
    const target = join(folder, 'said-by-another');
    const wanted = { repo: 'a/b', commit: '0'.repeat(40), path: 'models.parquet', size, sha256: null };
    await hub.download(wanted, target, nothing);
    expect(got(target)).toBe(true);
  });

  it('fail with the next thing to try when no try gets on', async () => {
    const cuts = Array.from({ length: 9 }, () => ({ cutAfter: 0 }));
    const { hub, wanted, target, seen } = await hubWithFile(cuts, { retries: 2 });
    await expect(hub.download(wanted, target, nothing)).rejects.toMatchObject({
      exitCode: 1,
      hint: 'run the same command again: it continues where it stopped',
    });
    expect(seen).toHaveLength(3);
    expect(existsSync(target)).toBe(false);
  });

  it('fail at once where the Hub refuses', async () => {
    const { hub, wanted, target, server } = await hubWithFile();
    await expect(hub.download({ ...wanted, path: 'x' }, target, nothing)).rejects.toMatchObject({
      status: 404,
    });
    expect(server.requests()).toBe(1);
  });

  it('keep what came when interrupted', async () => {
    const { hub, io, wanted, target } = await hubWithFile([{ pauseMs: 5 }]);
    const download = hub.download(wanted, target, (bytes) => {
      if (bytes > 200_000) io.abort();
    });
    await expect(download).rejects.toMatchObject({ name: 'AbortError' });
    expect(readFileSync(`${target}.part`).byteLength).toBeGreaterThan(200_000);
    expect(existsSync(target)).toBe(false);
  });

  it('fail where nothing comes, after the time limit', async () => {
    const silent = await serve((_, response) => {
      response.writeHead(200, { 'Content-Length': size }).write('x');
    });
    const io = virtualIo(globalThis.fetch);
    const hub = await connectHub({ io, endpoint: silent, token, retries: 0, timeoutMs: 200 });
    const wanted = { repo: 'a/b', commit: '0'.repeat(40), path: 'models.parquet', size, sha256: null };
    await expect(hub.download(wanted, join(folder, 'silent'), nothing)).rejects.toThrow(
      /nothing arrived for 0\.2 s/,
    );
  });

  it('ask the Hub anew where the other host refuses: its signed addresses grow old', async () => {
    let refused = 0;
    const other = await serve((_, response) => {
      if (refused++ === 0) response.writeHead(403).end('expired');
      else response.writeHead(200, { ETag: '"e"' }).end(content);
    });
    let asked = 0;
    const first = await serve((request, response) => {
      asked += 1;
      expect(request.headers.authorization).toBe(`Bearer ${token}`);
      response.writeHead(302, { Location: `${other}/signed?n=${asked}` }).end();
    });
    const hub = await connectHub({ io: virtualIo(globalThis.fetch), endpoint: first, token });
    const target = join(folder, 'refused');
    await hub.download(
      { repo: 'a/b', commit: '0'.repeat(40), path: 'models.parquet', size, sha256: null },
      target,
      nothing,
    );
    expect(got(target)).toBe(true);
    expect(asked).toBe(2);
  });

  it('hide the token where a host repeats it', async () => {
    const first = await serve((request, response) => {
      response.writeHead(400, { 'X-Error-Message': `bad ${request.headers.authorization}` }).end();
    });
    const hub = await connectHub({ io: virtualIo(globalThis.fetch), endpoint: first, token });
    const wanted = { repo: 'a/b', commit: '0'.repeat(40), path: 'models.parquet', size, sha256: null };
    const failure = await hub
      .download(wanted, join(folder, 'aloud'), nothing)
      .catch((error: Error) => error.message);
    expect(failure).toContain('bad Bearer hf_…');
    expect(failure).not.toContain(token);
  });

  it('do not follow redirects for ever', async () => {
    let hops = 0;
    const first: string = await serve(
      (_, response) => void response.writeHead(302, { Location: `/${hops++}` }).end(),
    );
    const hub = await connectHub({ io: virtualIo(globalThis.fetch), endpoint: first, token });
    const wanted = { repo: 'a/b', commit: '0'.repeat(40), path: 'models.parquet', size, sha256: null };
    await expect(hub.download(wanted, join(folder, 'hops'), nothing)).rejects.toThrow(
      'more than 5 redirects',
    );
    expect(hops).toBe(6);
  });
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('nextHop', () => {
  const endpoint = 'https://hub.example';
  const start = { url: `${endpoint}/datasets/a/b/resolve/main/x`, own: true };

  it('stays with the Hub within its origin alone', () => {
    expect(nextHop('/y?z#w', start, endpoint)).toEqual({ url: `${endpoint}/y?z`, own: true });
    expect(nextHop('https://cdn.example/y', start, endpoint)).toEqual({
      url: 'https://cdn.example/y',
      own: false,
    });
    expect(nextHop('https://hub.example:444/y', start, endpoint)).toMatchObject({ own: false });
    expect(nextHop('https://me:secret@hub.example/y', start, endpoint)).toEqual({
      url: `${endpoint}/y`,
      own: true,
    });
  });

  it('does not trust a way back', () => {
    const away = nextHop('https://cdn.example/y', start, endpoint);
    expect(nextHop(`${endpoint}/z`, away, endpoint)).toEqual({ url: `${endpoint}/z`, own: false });
  });

  it.each([
    ['http://cdn.example/y', 'from https to http'],
    ['http://hub.example/y', 'from https to http'],
    ['file:///etc/passwd', 'leads to file:'],
    ['data:,x', 'leads to data:'],
    ['http://', 'does not lead to an address'],
  ])('refuses %s', (location, says) => {
    expect(() => nextHop(location, start, endpoint)).toThrow(says);
  });
});
