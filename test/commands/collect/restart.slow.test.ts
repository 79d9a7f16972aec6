import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { repo } from '../../hub/fake-hub.ts';
import { runHfreuse as run } from '../../support/run.ts';

/** What the Hub answers; null for a lost connection. */
type Answer = (
  path: string,
  query: URLSearchParams,
) => { status?: number; body: unknown; location?: string } | null;

let folder: string;
let file: string;
let server: Server;
let answer: Answer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-restart-'));
  file = join(folder, 'hub.duckdb');
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    const reply = answer(pathname, searchParams);
    if (reply === null) return void request.socket.destroy();
    const { status = 200, body, location } = reply;
    response.writeHead(status, location === undefined ? {} : { Location: location });
    return void response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const collect = (...more: string[]) => {
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return run(['collect', '--all', '--endpoint', endpoint, '--snapshot', file, '--retries', '0', ...more]);
};
const status = async () => JSON.parse((await run(['status', '--snapshot', file, '--format', 'json'])).stdout);
const hiding = { status: 401, body: { error: 'Invalid username or password.' } };
const isLookUp = (path: string): boolean => path.includes('/revision/');

const listing =
  (...models: object[]): Answer =>
  (path) =>
    isLookUp(path) ? hiding : { body: path === '/api/models' ? models : [repo(90, { tags: [] })] };

describe('--restart', () => {
  const lost: [string, Answer][] = [
    ['a lost connection', () => null],
    ['a web page', () => ({ body: 'busy' })],
    ['an error', () => ({ status: 404, body: { error: 'no' } })],
  ];
  it.each(lost)('keeps what was there when the Hub answers with %s', async (_, fault) => {
    answer = listing(repo(1), repo(2));
    expect((await collect()).code).toBe(0);
    answer = fault;
    const failed = await collect('--restart');
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(/^hfreuse: no page could be read [^\n]* is kept\)\n$/);
    expect(await status()).toMatchObject({ complete: true, models: 2 });
    expect(readdirSync(folder)).toEqual(['hub.duckdb']);
  });

  it('keeps what was there when the token is refused', async () => {
    answer = listing(repo(1), repo(2));
    await collect();
    answer = () => ({ status: 401, body: { error: 'Invalid user token.' } });
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const args = ['collect', '--all', '--restart', '--endpoint', endpoint, '--snapshot', file];
    const failed = await run(args, { HF_TOKEN: 'hf_old' });
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(/refuses the token/);
    expect(await status()).toMatchObject({ complete: true, models: 2 });
  });

  it('forgets it once the Hub has answered, other options included', async () => {
    answer = listing(repo(1), repo(2));
    await collect();
    answer = listing(repo(3));
    expect((await collect('--restart', '--card-data')).code).toBe(0);
    expect(await status()).toMatchObject({ complete: true, finished: true, models: 1 });
  });

  it('makes a snapshot where there is none', async () => {
    answer = listing(repo(3));
    expect((await collect('--restart')).code).toBe(0);
    expect(await status()).toMatchObject({ models: 1 });
  });
});

it('an empty Hub is done with a warning', async () => {
  answer = () => ({ body: [] });
  const { code, stderr } = await collect();
  expect(code).toBe(0);
  expect(stderr).toMatch(/^http:\/\/127\.0\.0\.1:\d+ listed no models and no datasets: check --endpoint/m);
  answer = listing(repo(1));
  expect((await collect('--restart')).stderr).not.toMatch(/listed no/);
});

it('a rename that leads outside leaves nothing to look up: collect and status agree', async () => {
  const tags = ['dataset:old', 'dataset:owner/new'];
  const asked: string[] = [];
  answer = (path) => {
    if (!isLookUp(path)) return { body: path === '/api/models' ? [repo(1, { tags })] : [] };
    asked.push(path);
    return path.includes('/old/')
      ? { status: 307, body: '', location: '/api/datasets/Owner/New/revision/HEAD' }
      : { body: repo(7, { id: 'Owner/New' }) };
  };
  const { code, stderr } = await collect('--resolve', '1');
  expect(code).toBe(0);
  expect(stderr).toMatch(/is finished/);
  // What both names are is known from the one answer.
  expect(await status()).toMatchObject({
    finished: true,
    references: { datasets: { declared: 2, outside: 2, unresolved: 0 } },
  });
  const before = asked.length;
  expect((await collect('--resolve', '1')).stderr).toMatch(/nothing is left to read/);
  expect((await collect('--resolve', 'all')).stderr).toMatch(/nothing is left to read/);
  expect(asked.length).toBe(before);
});
