import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeDumpScene, token } from './dump-scene.ts';
import { type Run, runHfreuse, startHfreuse, waitForEnd } from './run-hfreuse.ts';

const { folder, file, paths, args, importFrom, figures, listLeft, serveWhile, remove } =
  await makeDumpScene();
const whole = readFileSync(paths.models).byteLength + readFileSync(paths.datasets).byteLength;
afterAll(remove);

describe('a download of import --from', () => {
  it.each([
    ['SIGKILL', null],
    ['SIGINT', 130],
  ] as const)('stopped by %s goes on where it stopped, by ranges', async (signal, code) => {
    const name = `stopped-${signal}.duckdb`;
    const ranges: (string | undefined)[] = [];
    await serveWhile(
      async (hub) => {
        const child = startHfreuse(args(hub, name), { HF_TOKEN: token }, folder);
        const ended = waitForEnd(child);
        const part = join(file(`${name}.download`), 'models-0.parquet.part');
        while (!existsSync(part) || readFileSync(part).byteLength < 200_000) {
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        child.kill(signal);
        expect((await ended).code).toBe(code);
        expect(existsSync(file(name))).toBe(false);
        const kept = readFileSync(part).byteLength;
        const again = await importFrom(hub, name);
        expect(again.code).toBe(0);
        expect(ranges).toEqual([
          undefined,
          `bytes=${kept}-${readFileSync(paths.models).byteLength - 1}`,
          undefined,
        ]);
        expect(kept).toBeLessThan(whole);
      },
      ({ number, headers }) => {
        ranges.push(headers.range);
        return number === 0 ? { pauseMs: 60 } : {};
      },
    );
    expect(listLeft(name)).toEqual([name]);
    expect(await figures(name)).toBe(await figures('local.duckdb'));
  });

  it('is refused while another import downloads for the same snapshot', async () => {
    await serveWhile(
      async (hub) => {
        const first = startHfreuse(args(hub, 'twice.duckdb'), { HF_TOKEN: token }, folder);
        const ended = waitForEnd(first);
        while (!existsSync(join(file('twice.duckdb.download'), 'models-0.parquet.part'))) {
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        const second = await importFrom(hub, 'twice.duckdb');
        expect(second.code).toBe(1);
        expect(second.stderr).toContain(
          `twice.duckdb.download is held by another program: process ${first.pid}`,
        );
        expect((await ended).code).toBe(0);
      },
      () => ({ pauseMs: 60 }),
    );
    expect(await figures('twice.duckdb')).toBe(await figures('local.duckdb'));
  });

  it('begins again with another repo, and leaves a folder alone that it did not make', async () => {
    await serveWhile(async (hub) => {
      mkdirSync(file('other.duckdb.download'));
      const source = { endpoint: hub.url, asked: 'a/b@main', repo: 'a/b', commit: '0'.repeat(40) };
      writeFileSync(join(file('other.duckdb.download'), 'source.json'), JSON.stringify(source));
      writeFileSync(join(file('other.duckdb.download'), 'models-0.parquet.part'), 'of another repo');
      expect((await importFrom(hub, 'other.duckdb')).code).toBe(0);
      mkdirSync(file('mine.duckdb.download'));
      writeFileSync(join(file('mine.duckdb.download'), 'mine.txt'), 'mine');
      const run = await importFrom(hub, 'mine.duckdb');
      expect(run.code).toBe(1);
      expect(run.stderr).toMatch(/mine\.duckdb\.download is in the way/);
      expect(readdirSync(file('mine.duckdb.download'))).toEqual(['mine.txt']);
    });
  });

  it('fetches anew what has the right size and other bytes than the Hub names', async () => {
    await serveWhile(async (hub, repo) => {
      const download = file('wrong.duckdb.download');
      mkdirSync(download);
      const source = { endpoint: hub.url, asked: `${repo.id}@main`, repo: repo.id, commit: repo.commit };
      writeFileSync(join(download, 'source.json'), JSON.stringify(source));
      writeFileSync(join(download, 'models-0.parquet'), Buffer.alloc(readFileSync(paths.models).byteLength));
      expect(await importFrom(hub, 'wrong.duckdb')).toMatchObject({ code: 0, stdout: '' });
    });
    expect(await figures('wrong.duckdb')).toBe(await figures('local.duckdb'));
  });

  it('fetches anew with --restart what the Hub names no SHA-256 of', async () => {
    const right = readFileSync(paths.models);
    const answers: Record<string, unknown> = {
      '/api/datasets/a/b/revision/main': { _id: 'x', id: 'a/b', sha: '1'.repeat(40) },
      [`/api/datasets/a/b/tree/${'1'.repeat(40)}`]: [
        { type: 'file', path: 'models.parquet', size: right.byteLength, oid: '2'.repeat(40) },
      ],
    };
    let body = Buffer.alloc(right.byteLength, 'PAR1');
    const server = createServer((request, response) => {
      const answer = answers[new URL(request.url ?? '', 'http://host').pathname];
      response.end(answer === undefined ? body : JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const asked = ['import', '--from', 'a/b', '--models', 'models.parquet', '--endpoint', endpoint];
    const run = (...more: string[]): Promise<Run> =>
      runHfreuse([...asked, '--snapshot', file('plain.duckdb'), ...more], {}, folder);
    try {
      expect((await run()).stderr).toMatch(/models-0\.parquet cannot be read.*--restart downloads it again/);
      body = right;
      expect((await run()).code).toBe(1);
      expect(await run('--restart')).toMatchObject({ code: 0, stdout: '' });
    } finally {
      server.close();
    }
  });
});
