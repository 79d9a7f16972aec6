import { HfreuseError } from '../../errors.ts';
import { connectHub, type Hub } from '../../hub/hub.ts';
import { type KeptAnswers, openAnswers } from '../../hub/pages/open-answers.ts';
import { type Replay, replayAnswers } from '../../hub/pages/replay-answers.ts';
import type { World } from '../../io.ts';
import { writeWholeSnapshot } from '../../snapshot/file/write-whole.ts';
import { type Provenance, writeMeta, writeProvenance } from '../../snapshot/tables/meta.ts';
import { checkProvenance } from '../../snapshot/tables/provenance.ts';
import { listingName } from '../collect/document.ts';
import { planCollection } from '../collect/plan.ts';
import { collectDefaults, type FullCollectRequest } from '../collect/request.ts';
import { runCollection } from '../collect/run-collection.ts';
import type { RunOptions } from '../run-options.ts';

/**
 * Makes the snapshot of a collection again from its answers: they are read as they were when they came.
 * @throws HfreuseError (exit 1) where the folder does not hold all of them as they were kept, or the collection was not
 *   finished; AbortError, the snapshot being as it was
 */
export async function importPages(
  world: World,
  { snapshot: path, pages }: { snapshot: string; pages: string },
  { onProgress, onDebug }: RunOptions,
): Promise<{ answers: number; models: number; datasets: number }> {
  const kept = openAnswers(pages);
  const provenance = checkFinished(kept);
  const replay = replayAnswers(kept);
  const replayed = toReplayedWorld(world);
  const hub = await connect(replayed, kept, replay, onDebug);
  const request: FullCollectRequest = { ...collectDefaults, snapshot: path, resolve: 'all', concurrency: 1 };
  return writeWholeSnapshot(path, async (snapshot) => {
    const { edge, resolve } = kept.collection;
    const planned = await planCollection(snapshot, { ...provenance, finishedAt: null });
    await writeMeta(snapshot, 'edge', edge);
    const { complete, failed, models, datasets } = await runCollection({
      world: replayed,
      request,
      hub,
      snapshot,
      provenance: planned,
      report: (event) => onProgress?.(event),
      mayAsk: ({ kind, name }) => replay.knows(`/api/${kind}/${name}/revision/HEAD`),
    });
    if (!complete) throw notWholeError(pages, failed);
    await writeProvenance(snapshot, provenance);
    await writeMeta(snapshot, 'resolve', resolve);
    return { answers: kept.answers.length, models, datasets };
  });
}

function checkFinished({ folder, collection }: KeptAnswers): Provenance {
  const provenance = checkProvenance(folder, JSON.stringify(collection.provenance));
  if (provenance.finishedAt !== null) return provenance;
  throw new HfreuseError(`the collection whose answers ${folder} holds was not finished`, {
    hint: 'finish it: hfreuse collect --keep-pages with the options of the first run',
  });
}

/** Nothing is waited for, and nothing of this machine's network, environment or token takes part. */
const toReplayedWorld = (world: World): World => ({ ...world, env: {}, sleep: async () => {} });

const connect = (
  io: World,
  { endpoint, collection }: KeptAnswers,
  { via }: Replay,
  debug: RunOptions['onDebug'],
): Promise<Hub> =>
  connectHub({ io, endpoint, token: null, via, includePrivate: collection.includePrivate, debug });

function notWholeError(
  folder: string,
  failed: readonly { kind: 'models' | 'datasets'; task: string | null; error: string }[],
): HfreuseError {
  const [first] = failed;
  const what = first === undefined ? '' : `: ${listingName(first)}: ${first.error}`;
  return new HfreuseError(`${folder} does not hold all answers of the collection${what}`, {
    hint: 'copy the folder again from where it is whole',
  });
}
