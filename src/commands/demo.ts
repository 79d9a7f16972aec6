import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../io.ts';
import { startServer } from '../simulate/serve/server.ts';
import { collect } from './collect.ts';
import { report } from './report.ts';
import { makeSimulatedHub } from './simulate/generate.ts';

/**
 * `hfreuse demo`: a simulated Hub on loopback, a collection from it through the real client, and the report.
 * @returns the exit code
 */
export async function demo(io: Io, options: { quiet?: boolean; debug?: boolean }): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'hfreuse-demo-'));
  const server = await startServer(
    await makeSimulatedHub({ models: 30_000, datasets: 10_000, seed: 1, cards: true }),
    {
      port: 0,
    },
  );
  const snapshot = join(folder, 'hub.duckdb');
  // The user's own token has no business on a made-up Hub, and a proxy would not find it.
  const local: Io = {
    ...io,
    env: { ...io.env, HF_TOKEN: undefined, HF_TOKEN_PATH: join(folder, 'no-token') },
  };
  try {
    if (options.quiet !== true) io.stderr.write(`collecting from a simulated Hub at ${server.url}\n`);
    const collected = await collect(local, {
      ...options,
      // Its last line would name a file that is gone when the demo ends.
      quiet: true,
      snapshot,
      protocol: 'current',
      all: true,
      endpoint: server.url,
      concurrency: 2,
      pageSize: 1000,
      retries: 5,
      timeout: 30,
      resolve: 300,
    });
    if (collected !== 0) return collected;
    return await report(io, {
      ...options,
      snapshot,
      question: ['1', '2', '3'],
      protocol: 'current',
      format: 'table',
      sort: 'mean',
      by: 'task',
      seed: 1,
    });
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
