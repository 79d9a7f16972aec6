import { usageError } from '../errors.ts';
import { holdsAnswers, openAnswers } from '../hub/pages/open-answers.ts';
import { replayAnswers } from '../hub/pages/replay-answers.ts';
import { repoKinds } from '../repo-kind.ts';
import { addStaleCursors, drawFaults, drawTransfers } from '../simulate/faults/faults.ts';
import { loadDumpRepo } from '../simulate/serve/dump-repo.ts';
import { startRecordedServer } from '../simulate/serve/recorded.ts';
import { replayCatalogue } from '../simulate/serve/replay.ts';
import { type SimulatedHub, startServer } from '../simulate/serve/server.ts';
import { defaults } from './defaults.ts';
import { type RunOptions, withAbort } from './run-options.ts';
import { makeSimulatedHub, writeSimulatedDump, writeSimulatedSnapshot } from './simulate/generate.ts';

/** Which Hub is simulated, and as what. */
export interface SimulateRequest {
  /** How many models; 3000 where it is not given. */
  models?: number;
  /** How many datasets; a third of the models where it is not given. */
  datasets?: number;
  /** The same seed gives the same bytes; 1 where it is not given. */
  seed?: number;
  /** The file of a snapshot to write. */
  snapshot?: string;
  /** The folder of a Parquet dump to write. */
  dump?: string;
  /** Serve it over HTTP on this machine. */
  serve?: boolean;
  /** The port to serve on; a free one where it is not given. */
  port?: number;
  /** Requests allowed in five minutes. */
  quota?: number;
  /** The seed of what goes wrong with about one request in ten; nothing does where it is not given. */
  faults?: number;
  /** A folder of recorded metadata to serve instead, or of answers that `collect` kept. */
  replay?: string;
}

/**
 * A simulated Hub with known truth, written as a snapshot or a dump, or served over HTTP.
 * @returns the server, which is to be closed; null where none was asked for
 * @throws HfreuseError (exit 2) for a request that cannot be, (exit 1) for files that cannot be written
 */
export function simulate(request: SimulateRequest, run: RunOptions = {}): Promise<SimulatedHub | null> {
  return withAbort(run.signal, () => makeSimulation(request, run));
}

async function makeSimulation(
  request: SimulateRequest,
  { onProgress, signal }: RunOptions,
): Promise<SimulatedHub | null> {
  judgeSimulate(request);
  const {
    models = defaults.simulatedModels,
    seed = defaults.seed,
    snapshot,
    dump: folder,
    serve,
    port,
    quota,
    faults,
    replay,
  } = request;
  const { datasets = Math.max(1, Math.round(models / 3)) } = request;
  const size = { models, datasets, seed, cards: true };
  if (snapshot !== undefined) await writeSimulatedSnapshot(snapshot, size, signal);
  const dump = folder === undefined ? null : await writeSimulatedDump(folder, size, signal);
  if (serve !== true) return null;
  const log = (text: string): void => onProgress?.({ type: 'note', text });
  if (replay !== undefined && holdsAnswers(replay)) {
    const kept = openAnswers(replay);
    return startRecordedServer({ ...replayAnswers(kept), endpoint: kept.endpoint }, { port, quota, log });
  }
  const catalogue =
    replay === undefined ? await makeSimulatedHub(size, signal) : await replayCatalogue(replay);
  return startServer(catalogue, {
    port,
    quota,
    log,
    ...(faults === undefined ? {} : { faults: addStaleCursors(faults, drawFaults(faults, faultDensity)) }),
    ...(dump === null
      ? {}
      : {
          dump: await loadDumpRepo(toRepoFiles(dump)),
          fileHost: faults === undefined ? (true as const) : drawTransfers(faults, faultDensity),
        }),
  });
}

/** The share of requests that go wrong with `faults`: often enough to be met, rare enough for five tries. */
const faultDensity = 0.1;

function judgeSimulate({ snapshot, dump, serve, replay, faults }: SimulateRequest): void {
  if (snapshot === undefined && dump === undefined && serve !== true) {
    throw usageError(
      'simulate needs --snapshot <file> to write a snapshot, --dump <folder> to write a dump, or --serve to serve a Hub',
    );
  }
  if (replay !== undefined && dump !== undefined) {
    throw usageError('--dump writes the simulated Hub, so it does not go with --replay');
  }
  if (faults !== undefined && serve !== true) {
    throw usageError('--faults disturbs the answers of a served Hub, so it goes with --serve');
  }
  if (faults !== undefined && replay !== undefined && holdsAnswers(replay)) {
    throw usageError(`${replay} holds kept answers, which are served as they came: without --faults`);
  }
  if (replay !== undefined && serve !== true) {
    throw usageError('--replay serves recorded metadata, so it goes with --serve');
  }
}

const toRepoFiles = (dump: Record<'models' | 'datasets', string>): { path: string; file: string }[] =>
  repoKinds.map((kind) => ({ path: `${kind}.parquet`, file: dump[kind] }));
