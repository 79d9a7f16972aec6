import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasetInfo, downloadFile, fileDownloadInfo, listFiles } from '@huggingface/hub';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCatalogue } from '../../src/simulate/serve/catalogue.ts';
import { type DumpRepo, loadDumpRepo } from '../../src/simulate/serve/dump-repo.ts';
import { startRecordedServer } from '../../src/simulate/serve/recorded.ts';
import { type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-repo-'));
const content = randomBytes(100_000);
let repo: DumpRepo;
const hubs: Record<string, SimulatedHub> = {};

beforeAll(async () => {
  writeFileSync(join(folder, 'models'), content);
  repo = await loadDumpRepo([{ path: 'data/models.parquet', file: join(folder, 'models') }]);
  hubs.own = await startServer(await buildCatalogue([]), { dump: repo });
  hubs.other = await startServer(await buildCatalogue([]), { dump: repo, fileHost: true });
});
afterAll(async () => {
  for (const hub of Object.values(hubs)) await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

// The official client, with nothing of ours between.
describe.each(['own', 'other'])('a served dump whose files lie on its %s host', (place) => {
  const designation = { type: 'dataset', name: 'simulated/hub-stats' } as const;
  const at = () => ({ repo: designation, hubUrl: hubs[place]?.url ?? '' });
  const wanted = () => ({ ...at(), path: 'data/models.parquet' });

  it('gives its commit and its files', async () => {
    const info = await datasetInfo({
      name: designation.name,
      additionalFields: ['sha'],
      hubUrl: at().hubUrl,
    });
    expect(info).toMatchObject({ name: 'simulated/hub-stats', sha: repo.commit });
    const files = [];
    for await (const entry of listFiles({ ...at(), revision: repo.commit, recursive: true }))
      files.push(entry);
    expect(files).toMatchObject([{ type: 'file', path: 'data/models.parquet', size: content.length }]);
  });

  it('gives a file, whole or in part, and states how large it is', async () => {
    expect(await fileDownloadInfo(wanted())).toMatchObject({
      size: content.length,
      etag: repo.files[0]?.etag,
    });
    const blob = await downloadFile({ ...wanted(), xet: false });
    expect(Buffer.from((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(content)).toBe(true);
    const part = await blob?.slice(500, 70_000).arrayBuffer();
    expect(Buffer.from(part ?? new ArrayBuffer(0)).equals(content.subarray(500, 70_000))).toBe(true);
  });

  it('answers HEAD, a range that is not there, and a condition that does not hold', async () => {
    const url = `${at().hubUrl}/datasets/simulated/hub-stats/resolve/main/data/models.parquet`;
    const head = await fetch(url, { method: 'HEAD' });
    expect(head.headers.get('Content-Length')).toBe(String(content.length));
    expect(head.headers.get('ETag')).toBe(repo.files[0]?.etag);
    expect((await fetch(url, { headers: { range: 'bytes=100000-' } })).status).toBe(416);
    const stale = await fetch(url, { headers: { range: 'bytes=5-9', 'if-range': '"another"' } });
    expect(stale.status).toBe(200);
    const fresh = await fetch(url, {
      headers: { range: 'bytes=5-9', 'if-range': repo.files[0]?.etag ?? '' },
    });
    expect(fresh.headers.get('Content-Range')).toBe('bytes 5-9/100000');
    expect(Buffer.from(await fresh.arrayBuffer()).equals(content.subarray(5, 10))).toBe(true);
  });

  it('knows no other file, revision or repo, in the Hub’s words', async () => {
    expect(await fileDownloadInfo({ ...wanted(), path: 'x' })).toBeNull();
    await expect(fileDownloadInfo({ ...wanted(), revision: 'v2' })).rejects.toMatchObject({
      statusCode: 404,
    });
    const other = { ...wanted(), repo: { ...designation, name: 'simulated/other' } };
    await expect(fileDownloadInfo(other)).rejects.toMatchObject({ statusCode: 404 });
  });
});

it('is named by what it holds', async () => {
  writeFileSync(join(folder, 'more'), 'more');
  const files = (path: string) => [{ path, file: join(folder, 'more') }];
  const [one, same, other] = [
    await loadDumpRepo(files('x')),
    await loadDumpRepo(files('x')),
    await loadDumpRepo(files('y')),
  ];
  expect(one.commit).toMatch(/^[0-9a-f]{40}$/);
  expect(same.commit).toBe(one.commit);
  expect(other.commit).not.toBe(one.commit);
});

it('the host of the files answers 500 and logs what fails within it, and goes on', async () => {
  const lines: string[] = [];
  const fileHost = () => {
    if (lines.length === 0) throw new TypeError('a disk\nis missing');
    return {};
  };
  const hub = await startServer(await buildCatalogue([]), {
    dump: repo,
    fileHost,
    log: (line) => lines.push(line),
  });
  try {
    const url = `${hub.url}/datasets/simulated/hub-stats/resolve/main/data/models.parquet`;
    const failed = await fetch(url);
    expect(failed.status).toBe(500);
    expect(await failed.json()).toEqual({ error: expect.stringContaining('Internal Error') });
    expect(lines).toEqual(['a request failed: a disk is missing']);
    const found = await fetch(url);
    expect(Buffer.from(await found.arrayBuffer()).equals(content)).toBe(true);
    expect((await fetch(`${new URL(found.url).origin}//`)).status).toBe(404);
  } finally {
    await hub.close();
  }
});

it('a replay of kept answers does so too', async () => {
  const lines: string[] = [];
  const answerTo = () => {
    throw new TypeError('a page\nis missing');
  };
  const hub = await startRecordedServer(
    { endpoint: 'https://hub.example', answerTo },
    { log: (line) => lines.push(line) },
  );
  try {
    const failed = await fetch(`${hub.url}/api/models`);
    expect(failed.status).toBe(500);
    expect(await failed.json()).toEqual({ error: expect.stringContaining('Internal Error') });
    expect(lines).toEqual(['a request failed: a page is missing']);
  } finally {
    await hub.close();
  }
});
