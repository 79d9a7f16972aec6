import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSnapshot } from '../../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../../src/snapshot/file/query.ts';
import { repo } from '../../hub/fake-hub.ts';
import { runHfreuse } from '../../support/run.ts';

const total = 1500;
const size = 50;

/** What the Hub answers for a page of models that begins at `start`; null for what is right. */
type Fault = (start: number, token: number) => { status?: number; start?: number; goesOn?: boolean } | null;

let folder: string;
let file: string;
let server: Server;
let fault: Fault;
let listed: number;
let token: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-lasting-'));
  file = join(folder, 'hub.duckdb');
  token = 0;
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    if (url.pathname !== '/api/models') return response.end('[]');
    listed += 1;
    const [at = 0] = (url.searchParams.get('cursor') ?? '0').split('-').map(Number);
    const odd = fault(at, token++);
    if (odd?.status !== undefined) return response.writeHead(odd.status).end();
    const start = odd?.start ?? at;
    const items = Array.from({ length: Math.min(size, total - start) }, (_, index) =>
      repo(start + index, { tags: [] }),
    );
    const goesOn = odd?.goesOn ?? start + size < total;
    const link = `</api/models?cursor=${start + size}-${token}>; rel="next"`;
    return response.writeHead(200, goesOn ? { Link: link } : {}).end(JSON.stringify(items));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function collect(): Promise<{ code: number | null; stderr: string; requests: number; rows: number }> {
  listed = 0;
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { code, stderr } = await runHfreuse([
    ...['collect', '--all', '--endpoint', endpoint, '--snapshot', file],
    ...['--retries', '0', '--page-size', String(size), '--resolve', 'none'],
  ]);
  const snapshot = await openSnapshot(file);
  try {
    const [counted] = await readRows(snapshot.connection, 'SELECT count(*)::INTEGER AS n FROM model_rows');
    return { code, stderr, requests: listed, rows: Number(counted?.n) };
  } finally {
    snapshot.close();
  }
}

const pages = total / size;
/** The first page is read again in the end, to see whether downloads were counted anew. */
const again = 1;

describe.each([500, 400])('a lasting %i on a deep page', (status) => {
  it('makes no run store what is there, and later ones go on from the last safe page', async () => {
    fault = (start) => (start === 1000 ? { status } : null);
    const first = await collect();
    expect([first.code, first.rows]).toEqual([3, 1000]);
    const second = await collect();
    expect([second.code, second.rows, second.requests]).toEqual([3, 1000, 1]);
    // Now the page is mended: only what is missing is read.
    fault = () => null;
    const third = await collect();
    expect([third.code, third.rows, third.requests]).toEqual([0, total, pages - 1000 / size + again]);
  });
});

it('a cursor that is stale begins the listing again, and stores no repo twice', async () => {
  fault = (start) => (start === 1000 ? { status: 503 } : null);
  expect((await collect()).rows).toBe(1000);
  let fails = 1;
  fault = (start) => (start === 1000 && fails-- > 0 ? { status: 500 } : null);
  const { code, rows, requests } = await collect();
  expect([code, rows, requests]).toEqual([0, total, 1 + pages + again]);
});

it('ever new cursors, the same repos again and again: the listing fails, and no run stores them again', async () => {
  fault = (start) => (start >= total ? { start: start % total, goesOn: true } : { goesOn: true });
  const first = await collect();
  expect(first.code).toBe(3);
  expect(first.stderr).toMatch(/the listing does not end: 20 pages in a row held nothing new/);
  expect(first.rows).toBeLessThanOrEqual(total + 20 * size);
  const second = await collect();
  const third = await collect();
  expect([second.code, third.code]).toEqual([3, 3]);
  expect([second.rows, third.rows]).toEqual([first.rows, first.rows]);
  expect(third.requests).toBeLessThanOrEqual(pages + 25);
});

it('ever new cursors without any repo: the listing fails', async () => {
  fault = () => ({ start: total, goesOn: true });
  const { code, stderr, rows } = await collect();
  expect([code, rows]).toEqual([3, 0]);
  expect(stderr).toMatch(/does not end/);
});
