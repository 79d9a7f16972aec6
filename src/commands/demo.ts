import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReportDocument } from '../documents/report/report-row.ts';
import { startServer } from '../simulate/serve/server.ts';
import { collect } from './collect.ts';
import { report } from './report.ts';
import { type RunOptions, toWorld } from './run-options.ts';
import { makeSimulatedHub } from './simulate/generate.ts';

/**
 * A simulated Hub on loopback, a collection from it through the real client, and the report.
 * @throws AbortError
 */
export async function demo(run: RunOptions = {}): Promise<ReportDocument> {
  const folder = await mkdtemp(join(tmpdir(), 'hfreuse-demo-'));
  const hub = await makeSimulatedHub({ models: 30_000, datasets: 10_000, seed: 1, cards: true });
  const server = await startServer(hub, { port: 0 });
  const snapshot = join(folder, 'hub.duckdb');
  const { env } = toWorld(run);
  // The user's own token is not for a simulated Hub, and a proxy would not find it.
  const local = { ...env, HF_TOKEN: undefined, HF_TOKEN_PATH: join(folder, 'no-token') };
  try {
    run.onProgress?.({ type: 'note', text: `collecting from a simulated Hub at ${server.url}` });
    const request = { snapshot, all: true, endpoint: server.url, concurrency: 2, timeoutMs: 30_000 };
    await collect(request, { ...run, world: { ...run.world, env: local } });
    return await report(snapshot, {}, run);
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
