import { usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { loadDumpRepo } from '../simulate/serve/dump-repo.ts';
import { replayCatalogue } from '../simulate/serve/replay.ts';
import { startServer } from '../simulate/serve/server.ts';
import { makeSimulatedHub, writeSimulatedDump, writeSimulatedSnapshot } from './simulate/generate.ts';

/** The options of `simulate`; undefined where one was not given. */
export interface SimulateOptions {
  models: number;
  datasets: number;
  seed: number;
  snapshot?: string;
  dump?: string;
  serve?: boolean;
  port: number;
  replay?: string;
  quota: number;
  quiet?: boolean;
}

/**
 * `hfreuse simulate`: a made-up Hub with known truth, written as a snapshot or served over HTTP until interrupted.
 * @returns the exit code
 */
export async function simulate(io: Io, options: SimulateOptions): Promise<number> {
  if (options.snapshot === undefined && options.dump === undefined && options.serve !== true) {
    throw usageError(
      'simulate makes a snapshot (--snapshot <file>) or a dump (--dump <folder>), or serves a Hub (--serve): say which',
    );
  }
  if (options.replay !== undefined && options.dump !== undefined) {
    throw usageError('--dump writes the made-up Hub, so it does not go with --replay');
  }
  if (options.replay !== undefined && options.serve !== true) {
    throw usageError('--replay serves recorded metadata, so it goes with --serve');
  }
  if (options.snapshot !== undefined) {
    await writeSimulatedSnapshot(options.snapshot, { ...options, cards: true });
    if (options.quiet !== true)
      io.stderr.write(`${options.snapshot} is made; hfreuse report --snapshot ${options.snapshot}\n`);
  }
  const dump =
    options.dump === undefined ? null : await writeSimulatedDump(options.dump, { ...options, cards: true });
  if (options.serve === true) await serve(io, options, dump);
  return 0;
}

async function serve(
  io: Io,
  options: SimulateOptions,
  dump: Record<'models' | 'datasets', string> | null,
): Promise<void> {
  const catalogue =
    options.replay === undefined
      ? await makeSimulatedHub({ ...options, cards: true })
      : await replayCatalogue(options.replay);
  const server = await startServer(catalogue, {
    port: options.port,
    quota: options.quota,
    log: (line) => io.stderr.write(`${line}\n`),
    ...(dump === null ? {} : { dump: await loadDumpRepo(toRepoFiles(dump)), fileHost: true as const }),
  });
  io.stdout.write(`${server.url}\n`);
  if (options.quiet !== true)
    io.stderr.write(`a simulated Hub; use it with --endpoint ${server.url}; Ctrl-C ends it\n`);
  await new Promise<void>((resolve) => {
    if (io.signal.aborted) resolve();
    io.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.close();
}

const toRepoFiles = (dump: Record<'models' | 'datasets', string>): { path: string; file: string }[] =>
  (['models', 'datasets'] as const).map((kind) => ({ path: `${kind}.parquet`, file: dump[kind] }));
