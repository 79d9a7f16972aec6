import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeSimulatedHub } from '../../src/commands/simulate/generate.ts';
import { type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';
import { startProxy, type TestProxy } from '../support/proxy.ts';
import { spawnHfreuse } from './run-hfreuse.ts';

// The built program: in the bundle a lazily imported package is another one than in the sources.
const folder = mkdtempSync(join(tmpdir(), 'hfreuse-proxy-'));
let hub: SimulatedHub;
let proxy: TestProxy;

beforeAll(async () => {
  hub = await startServer(await makeSimulatedHub({ models: 300, datasets: 100, seed: 3, cards: true }), {
    quota: 1_000_000,
  });
  proxy = await startProxy(hub.url);
});
beforeEach(() => {
  proxy.seen.length = 0;
  proxy.credentials.length = 0;
});
afterAll(async () => {
  await proxy.close();
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

const collect = (name: string, endpoint: string, env: Record<string, string>) =>
  spawnHfreuse(
    [
      'collect',
      '--all',
      ...['--endpoint', endpoint, '--snapshot', join(folder, name), '--retries', '0', '--resolve', '5'],
    ],
    env,
  );

it('collect goes through HTTP_PROXY, which needs no scheme, and whose password may hold a %', async () => {
  const { code, stderr } = await collect('through.duckdb', 'http://hub.example', {
    HTTP_PROXY: `me:50%off%40@${proxy.host}`,
  });
  expect(stderr).toMatch(/done: .* is finished/);
  expect(code).toBe(0);
  // Both kinds are listed at once: either may be asked for first.
  const firstLines = proxy.seen.slice(0, 2).sort();
  expect(firstLines[0]).toMatch(/^GET http:\/\/hub\.example\/api\/datasets\?/);
  expect(firstLines[1]).toMatch(/^GET http:\/\/hub\.example\/api\/models\?/);
  expect(proxy.seen.some((line) => line.includes('/revision/HEAD'))).toBe(true);
  expect(new Set(proxy.credentials)).toEqual(new Set(['me:50%off@']));
});

it('https goes through a tunnel of HTTPS_PROXY', async () => {
  const { code, stderr } = await collect('tunnel.duckdb', 'https://hub.example', {
    HTTPS_PROXY: `http://${proxy.host}`,
  });
  // The other end of the tunnel does not speak TLS.
  expect(code).toBe(1);
  expect(stderr).toMatch(/^hfreuse: no page could be read from https:\/\/hub\.example: .*\n$/);
  expect(new Set(proxy.seen)).toEqual(new Set(['CONNECT hub.example:443']));
});

it('this machine is reached directly', async () => {
  const { code } = await collect('direct.duckdb', hub.url, {
    HTTP_PROXY: proxy.host,
    HTTPS_PROXY: proxy.host,
  });
  expect(code).toBe(0);
  expect(proxy.seen).toEqual([]);
});

it.each(['me:%ff@proxy.example:3128', 'me:PW@', 'socks5://me:PW@proxy.example', 'http://me:PW@pro xy'])(
  'a proxy that is not an address is refused in one line, without its password: %s',
  async (address) => {
    const { code, stderr } = await collect('refused.duckdb', 'http://hub.example', { HTTP_PROXY: address });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^hfreuse: [^\n]*HTTP_PROXY[^\n]*\n$/);
    expect(stderr).not.toMatch(/PW|%ff/);
  },
);

it.each([
  'me:PW@hub.example',
  'ftp://me:PW@hub.example',
  'https://me:P/W@hub.example',
  'https://me:PW@hub.example',
])('HF_ENDPOINT=%s does not show its password', async (address) => {
  const { code, stderr } = await spawnHfreuse(
    ['collect', '--snapshot', join(folder, 'none.duckdb'), '--debug'],
    {
      HF_ENDPOINT: address,
    },
  );
  expect(code).toBe(2);
  expect(stderr).not.toMatch(/PW|P\/W/);
});

it('only modules of ours are imported lazily: in the bundle a CommonJS package would have no names then', () => {
  const src = join(import.meta.dirname, '..', '..', 'src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const lazy = files.flatMap((name) => [
    ...readFileSync(join(src, name), 'utf8').matchAll(/\bimport\('([^']+)'\)/g),
  ]);
  expect(lazy.length).toBeGreaterThan(5);
  expect(lazy.map(([, from]) => from).filter((from) => !from?.startsWith('.'))).toEqual([]);
});
