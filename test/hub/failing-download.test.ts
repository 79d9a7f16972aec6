import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectHub } from '../../src/hub/hub.ts';
import { token } from './fake-hub.ts';
import { content, folder, isWhole, nothing, prepareFiles, serve, serveFile, size } from './file-hub.ts';
import { virtualIo } from './virtual-io.ts';

prepareFiles();

describe('the files of a dataset repo', () => {
  it('fail where no try brings bytes of the SHA-256 that the Hub names; nothing stays in the way', async () => {
    const { hub, wanted, target, seen } = await serveFile([], { retries: 2 });
    await expect(hub.download({ ...wanted, sha256: 'a'.repeat(64) }, target, nothing)).rejects.toThrow(
      /^data\/models #1\.parquet does not match the SHA-256 that the Hub gives/,
    );
    expect(seen).toHaveLength(3);
    expect(existsSync(target)).toBe(false);
    expect(readFileSync(`${target}.part`)).toHaveLength(0);
    await hub.download(wanted, target, nothing);
    expect(isWhole(target)).toBe(true);
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
    expect(isWhole(target)).toBe(true);
  });

  it('fail with the next thing to try when no try gets on', async () => {
    const cuts = Array.from({ length: 9 }, () => ({ cutAfter: 0 }));
    const { hub, wanted, target, seen } = await serveFile(cuts, { retries: 2 });
    await expect(hub.download(wanted, target, nothing)).rejects.toMatchObject({
      exitCode: 1,
      hint: 'run the same command again: it continues where it stopped',
    });
    expect(seen).toHaveLength(3);
    expect(existsSync(target)).toBe(false);
  });

  it('fail at once where the Hub refuses', async () => {
    const { hub, wanted, target, server } = await serveFile();
    await expect(hub.download({ ...wanted, path: 'x' }, target, nothing)).rejects.toMatchObject({
      status: 404,
    });
    expect(server.requests()).toBe(1);
  });

  it('keep what came when interrupted', async () => {
    const { hub, io, wanted, target } = await serveFile([{ pauseMs: 5 }]);
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
    expect(isWhole(target)).toBe(true);
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
