import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { type Run, runHfreuse } from '../cli/run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-hostile-server-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Respond = (request: IncomingMessage, response: ServerResponse, number: number) => void;

/** Whether a later page is asked for than the first. */
const isLater = ({ url }: IncomingMessage): boolean => new URL(`http://x${url}`).searchParams.has('cursor');

const linkTo = (address: string): { Link: string } => ({ Link: `<${address}>; rel="next"` });

let files = 0;

/** Collects from a server that answers as asked. @returns what was reported, and which models are stored then */
async function collectFrom(
  respond: Respond,
  { host = '127.0.0.1', more = [] }: { host?: string; more?: string[] } = {},
): Promise<Run & { models: number | null; requests: string[] }> {
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(request.url ?? '');
    // Datasets are not what this is about.
    if (request.url?.startsWith('/api/datasets')) response.end('[]');
    else respond(request, response, requests.filter((url) => url.startsWith('/api/models')).length - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  const snapshot = join(folder, `${files++}.duckdb`);
  const where = [
    '--endpoint',
    `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    '--snapshot',
    snapshot,
  ];
  const run = await runHfreuse([
    'collect',
    '--all',
    '--retries',
    '1',
    '--resolve',
    'none',
    ...where,
    ...more,
  ]);
  server.closeAllConnections();
  server.close();
  const status = await runHfreuse(['status', snapshot, '--format', 'json']);
  return { ...run, models: status.stdout === '' ? null : JSON.parse(status.stdout).models, requests };
}

const repo = (id: string, more = ''): string =>
  `{"_id":"${id}","id":"a/${id}","tags":[],"createdAt":"2024-01-01T00:00:00.000Z"${more}}`;
const page = `[${repo('one')},${repo('two')}]`;

/** Neither a stack nor more than a few lines, for any answer. */
function expectPlain({ stderr, code }: Run): void {
  expect(stderr).not.toMatch(/unexpected|\n {4}at /);
  expect(stderr.trimEnd().split('\n').length).toBeLessThan(5);
  expect(code).not.toBeNull();
}

describe('bodies', () => {
  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('packed with %s are read', async (encoding, pack) => {
    const run = await collectFrom((_, response) =>
      response.writeHead(200, { 'Content-Encoding': encoding }).end(pack(Buffer.from(page))),
    );
    expect([run.code, run.models]).toEqual([0, 2]);
  });

  it.each([
    ['gzip', gzipSync(page).subarray(0, 40)],
    ['gzip', Buffer.from(page)],
    ['deflate', Buffer.concat([deflateRawSync(page), Buffer.alloc(20, 7)]).subarray(3)],
    ['br', Buffer.alloc(100, 255)],
    ['gzip, gzip, gzip, gzip, gzip, gzip, gzip', gzipSync(page)],
    ['nonsense', Buffer.from('not this either')],
    // 256 MB in some hundred kilobytes: no more than 64 MB of it is unpacked.
    ['gzip', gzipSync(Buffer.alloc(1 << 28, ' '))],
    ['deflate', deflateSync(Buffer.alloc(1 << 28, ' '))],
    [
      'br',
      brotliCompressSync(Buffer.alloc(1 << 28, ' '), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
    ],
  ])('that are not what %s says, or a bomb, fail in a line', async (encoding, body) => {
    const run = await collectFrom((_, response) =>
      response.writeHead(200, { 'Content-Encoding': encoding }).end(body),
    );
    expect([1, 3]).toContain(run.code);
    expectPlain(run);
  });

  it.each([
    ['one byte now and then', 300, ' '],
    ['without end', 0, ' '.repeat(65_536)],
    ['of digits without end', 0, '1'.repeat(65_536)],
  ])('that come %s are given up', async (_, pauseMs, piece) => {
    const run = await collectFrom(
      (_request, response) => {
        response.writeHead(200);
        const write = (): void => {
          if (response.destroyed) return;
          const goesOn = response.write(piece);
          if (pauseMs > 0) setTimeout(write, pauseMs);
          else if (goesOn) setImmediate(write);
          else response.once('drain', write);
        };
        write();
      },
      { more: ['--timeout', '2'] },
    );
    expect([1, 3]).toContain(run.code);
    expectPlain(run);
  });
});

describe('a next link', () => {
  it.each([
    ['with user info', (port: string, query: string) => `http://me:pw@127.0.0.1:${port}${query}`],
    ['to localhost', (port: string, query: string) => `http://localhost:${port}${query}`],
    ['to the same in another spelling', (port: string, query: string) => `http://0x7f.1:${port}${query}`],
    ['to another scheme', () => 'file:///etc/passwd'],
    ['to no address', () => 'http://['],
    [
      'to an address without end',
      (port: string, query: string) => `http://127.0.0.1:${port}${query}${'x'.repeat(10_000)}`,
    ],
  ])('%s is followed to this server alone, or fails the listing in a line', async (_, toLink) => {
    const run = await collectFrom((request, response) => {
      const port = request.headers.host?.split(':')[1] ?? '';
      if (isLater(request)) response.end(`[${repo('three')}]`);
      else response.writeHead(200, linkTo(toLink(port, `${request.url}&cursor=x`))).end(page);
    });
    expect([
      [0, 3],
      [3, 0],
    ]).toContainEqual([run.code, run.models]);
    expectPlain(run);
    expect(run.stderr).not.toContain('pw@');
  });

  it('that leads backwards stores nothing twice, and ends', async () => {
    const run = await collectFrom((request, response) => {
      const at = Number(new URL(`http://x${request.url}`).searchParams.get('cursor') ?? 0);
      const next = at === 3 ? 1 : at + 1;
      const query = request.url?.replace(/&cursor=\d+/, '');
      response
        .writeHead(200, linkTo(`http://${request.headers.host}${query}&cursor=${next}`))
        .end(`[${repo(`r${at}`)}]`);
    });
    expect(run.code).toBe(3);
    expect([3, 4]).toContain(run.models);
    expect(run.requests.length).toBeLessThan(60);
    expectPlain(run);
  });
});

describe('limits', () => {
  it.each([
    ['"api";r=-1;t=-5', '"fixed window";"api";q=-1;w=-1'],
    ['"api";r=NaN;t=NaN', 'NaN'],
    ['"api";r=1e999;t=0x10', '"api";q=;w='],
    ['"api";r=99999999999999999999;t=0', '"api";q=0;w=0'],
    ['"pages";r=0;t=3000, "api";r=100;t=10', '"pages";q=1;w=1, "api";q=500;w=300'],
    ['r=5', ';;;;,,,,'],
    ['"api";r=10;t=1;r=0;t=9999', '"api"'],
    [`${'"x";r=0;t=9,'.repeat(400)}"api";r=50;t=9`, ''],
  ])('%j with %j holds nobody up', async (RateLimit, policy) => {
    const run = await collectFrom((_, response) =>
      response.writeHead(200, { RateLimit, 'RateLimit-Policy': policy }).end(page),
    );
    expect([run.code, run.models]).toEqual([0, 2]);
  });

  it.each(['-1', 'NaN', '1e9', '', '0', 'soon', 'Thu, 01 Jan 1970 00:00:00 GMT', '1, 2'])(
    'Retry-After: %j is no reason to wait for long',
    async (text) => {
      const run = await collectFrom((_, response, number) =>
        number === 0 ? response.writeHead(503, { 'Retry-After': text }).end('busy') : response.end(page),
      );
      expect([run.code, run.models]).toEqual([0, 2]);
    },
  );
});

describe('JSON', () => {
  it.each([
    ['numbers beyond doubles', `[${repo('one', ',"likes":1e999,"downloads":-1e400')},${repo('two')}]`, 2],
    ['numbers of many digits', `[${repo('one', `,"downloads":${'9'.repeat(400)}`)},${repo('two')}]`, 2],
    ['keys that are there twice', `[${repo('one', ',"id":"b/x","tags":["x"],"_id":"two"')}]`, 1],
    ['deep nesting', `[${repo('one', `,"cardData":${'[{"a":'.repeat(50_000)}1${'}]'.repeat(50_000)}`)}]`, 1],
    ['a mark before it', `\ufeff${page}`, 2],
    ['dates beyond the calendar', `[${repo('one', ',"lastModified":"+275760-09-13T00:00:00.001Z"')}]`, 1],
  ])('with %s loses no repo', async (_, body, count) => {
    const run = await collectFrom((_request, response) => response.end(body));
    expect([run.code, run.models]).toEqual([0, count]);
    expectPlain(run);
  });
});

it('a Hub at an IPv6 address is read, links included', async () => {
  const run = await collectFrom(
    (request, response) => {
      if (isLater(request)) response.end(`[${repo('three')}]`);
      else response.writeHead(200, linkTo(`http://${request.headers.host}${request.url}&cursor=x`)).end(page);
    },
    { host: '::1' },
  );
  expect([run.code, run.models]).toEqual([0, 3]);
});
