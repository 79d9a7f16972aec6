import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeSimulatedDump } from '../../src/commands/simulate/generate.ts';
import { buildCatalogue } from '../../src/simulate/serve/catalogue.ts';
import { loadDumpRepo } from '../../src/simulate/serve/dump-repo.ts';
import { startServer } from '../../src/simulate/serve/server.ts';
import { startProxy } from '../support/proxy.ts';
import { spawnHfreuse } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-proxy-slow-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('import --from downloads through the proxy, from other hosts too', async () => {
  const paths = await writeSimulatedDump(join(folder, 'dump'), {
    models: 2000,
    datasets: 500,
    seed: 2,
    cards: true,
  });
  const dump = await loadDumpRepo([
    { path: 'models.parquet', file: paths.models },
    { path: 'datasets.parquet', file: paths.datasets },
  ]);
  const hub = await startServer(await buildCatalogue([]), { dump });
  const proxy = await startProxy(hub.url);
  const { code, stderr } = await spawnHfreuse(
    [
      ...['import', '--from', 'simulated/hub-stats', '--endpoint', 'http://hub.example'],
      ...['--snapshot', join(folder, 'dump.duckdb'), '--retries', '0'],
    ],
    { http_proxy: proxy.host },
  );
  await proxy.close();
  await hub.close();
  expect(stderr).toMatch(/done, from a dump/);
  expect(code).toBe(0);
  const files = proxy.seen.filter((line) => line.includes('/resolve/'));
  expect(files.some((line) => line.endsWith('models.parquet'))).toBe(true);
});

it('the demo, which is on this machine, does not ask the proxy', async () => {
  const proxy = await startProxy('http://127.0.0.1:9');
  const { code, stdout } = await spawnHfreuse(
    ['demo'],
    { HTTP_PROXY: proxy.host, HTTPS_PROXY: proxy.host },
    folder,
  );
  await proxy.close();
  expect(code).toBe(0);
  expect(stdout).toMatch(/RQ3/);
  expect(proxy.seen).toEqual([]);
});
