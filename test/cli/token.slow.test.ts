import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repo } from '../hub/fake-hub.ts';
import { runHfreuse } from '../support/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-token-'));
const expired = { status: 401, body: { error: 'User Access Token "laptop" is expired' } };
/** What the Hub answers to the request of that number, counted from 0. */
let answer: (url: string, number: number) => { status: number; body: unknown; html?: boolean };
let requests = 0;
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const { status, body, html } = answer(request.url ?? '', requests++);
    response.writeHead(status, { 'Content-Type': html === true ? 'text/html' : 'application/json' });
    response.end(html === true ? String(body) : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const isLookUp = (url: string): boolean => url.includes('/revision/');
const file = (name: string) => join(folder, `${name}.duckdb`);
const collect = (name: string, env: Record<string, string>) => {
  requests = 0;
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return runHfreuse(
    ['collect', '--all', '--endpoint', endpoint, '--snapshot', file(name), '--retries', '0'],
    env,
  );
};
const references = async (name: string) =>
  JSON.parse((await runHfreuse(['status', '--snapshot', file(name), '--format', 'json'])).stdout).references
    .datasets;

describe('a token that the Hub refuses', () => {
  it('ends the run at the first listing', async () => {
    answer = () => expired;
    const { code, stderr } = await collect('first', { HF_TOKEN: 'hf_old' });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^hfreuse: the Hub refuses the token: User Access Token "laptop" is expired \([^\n]*\)\n$/,
    );
  });

  it('ends the run at the look-ups, whose names are asked for again', async () => {
    answer = (url) => (isLookUp(url) ? expired : { status: 200, body: [repo(1)] });
    const { code, stderr } = await collect('later', { HF_TOKEN: 'hf_old' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/the Hub refuses the token/);
    expect(await references('later')).toMatchObject({ declared: 1, unresolved: 1, missing: 0 });
    answer = (url) =>
      isLookUp(url)
        ? { status: 401, body: { error: 'Invalid username or password.' } }
        : { status: 200, body: [] };
    expect((await collect('later', {})).code).toBe(0);
    expect(await references('later')).toMatchObject({ declared: 1, unresolved: 0, missing: 1 });
  });
});

it('a firewall between does not make a name missing', async () => {
  const page = '<html>Blocked</html>';
  answer = (url) =>
    isLookUp(url) ? { status: 403, body: page, html: true } : { status: 200, body: [repo(1)] };
  const { code, stderr } = await collect('firewall', {});
  expect(code).toBe(0);
  expect(stderr).toMatch(/complete, but not finished: one name could not be looked up|1 name could not/);
  expect(await references('firewall')).toMatchObject({ declared: 1, unresolved: 1, missing: 0 });
});
