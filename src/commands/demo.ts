import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReportDocument } from '../documents/report/report-row.ts';
import { fileError } from '../errors.ts';
import { startServer } from '../simulate/serve/server.ts';
import { openSnapshotForWriting } from '../snapshot/file/open-snapshot.ts';
import { sealSnapshot } from '../snapshot/file/seal.ts';
import { readProvenance, writeProvenance } from '../snapshot/tables/meta.ts';
import { collect } from './collect.ts';
import { report } from './report.ts';
import { type RunOptions, toWorld, withAbort } from './run-options.ts';
import { checkReplaceable } from './simulate/check-replaceable.ts';
import { makeSimulatedHub } from './simulate/generate.ts';

/** The Hub that the demo makes up. */
const size = { models: 30_000, datasets: 10_000, seed: 1 };

/**
 * A simulated Hub on loopback, a collection from it through the real client, and the report.
 * @param kept where the snapshot is kept; a simulated one of that name is replaced, any other file stays
 * @throws HfreuseError (exit 2) where another file has that name, (exit 1) where it cannot be written; AbortError
 */
export async function demo(kept: string, run: RunOptions = {}): Promise<ReportDocument> {
  await checkReplaceable(kept);
  const hub = await withAbort(run.signal, () => makeSimulatedHub({ ...size, cards: true }, run.signal));
  const folder = await mkdtemp(join(tmpdir(), 'hfreuse-demo-'));
  const server = await startServer(hub, { port: 0 });
  const snapshot = join(folder, 'demo.duckdb');
  const { env } = toWorld(run);
  // The user's own token is not for a simulated Hub, and a proxy would not find it.
  const local = { ...env, HF_TOKEN: undefined, HF_TOKEN_PATH: join(folder, 'no-token') };
  try {
    run.onProgress?.({ type: 'note', text: `collecting from a simulated Hub at ${server.url}` });
    const request = { snapshot, all: true, endpoint: server.url, concurrency: 2, timeoutMs: 30_000 };
    await collect(request, { ...run, world: { ...run.world, env: local } });
    await markAsMadeUp(snapshot);
    await keep(snapshot, kept);
    return await report(kept, {}, run);
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The address that was asked is gone when the demo ends, and nothing that was collected is of the Hub. */
async function markAsMadeUp(path: string): Promise<void> {
  const snapshot = await openSnapshotForWriting(path);
  try {
    const provenance = await readProvenance(snapshot);
    if (provenance === null) return;
    const endpoint = `simulation:models=${size.models},datasets=${size.datasets},seed=${size.seed}`;
    await writeProvenance(snapshot, { ...provenance, source: 'simulation', endpoint });
    await sealSnapshot(snapshot);
  } finally {
    snapshot.close();
  }
}

/** Written beside its place and renamed: never half a file. */
async function keep(snapshot: string, kept: string): Promise<void> {
  const beside = `${kept}.${process.pid}.part`;
  try {
    await copyFile(snapshot, beside);
    await rename(beside, kept);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw fileError(kept, 'cannot be written', error);
  }
}
