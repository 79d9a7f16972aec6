import type { RunningDocument } from '../documents/status/running-document.ts';
import { holderIdOf } from '../snapshot/file/explain-failure.ts';
import { openSnapshot } from '../snapshot/file/open-snapshot.ts';
import { type CollectionProgress, readProgressFile } from '../snapshot/file/progress-file.ts';
import { type RunOptions, toWorld } from './run-options.ts';

/**
 * How far the collection is that holds a snapshot, from the small file that `collect` keeps beside it.
 * @returns null where nobody holds the snapshot, or another program does
 * @throws HfreuseError (exit 1) for a file that is not a snapshot
 */
export async function statusWhileCollecting(
  path: string,
  run: RunOptions = {},
): Promise<RunningDocument | null> {
  try {
    (await openSnapshot(path)).close();
    return null;
  } catch (error) {
    const holder = holderIdOf(error);
    if (holder === null) throw error;
    const progress = readProgressFile(path, holder, toWorld(run).now());
    return progress === null ? null : toDocument(progress);
  }
}

function toDocument({ provenance, step, waiting, ...progress }: CollectionProgress): RunningDocument {
  const { startedAt, finishedAt, endpoint, protocol, scope } = provenance;
  const { process, since, writtenAt, quotaLeft } = progress;
  return {
    schemaVersion: 1,
    complete: false,
    finished: false,
    ...{ startedAt, finishedAt, endpoint, protocol, scope },
    running: {
      ...{ process, since, writtenAt },
      phase: step?.phase ?? 'start',
      phaseSince: step?.since ?? since,
      done: step?.done ?? 0,
      total: step?.total ?? 0,
      pages: step?.pages ?? null,
      repos: step?.repos ?? null,
      quotaLeft,
      waitingFor: waiting?.why ?? null,
      waitingUntil: waiting?.until ?? null,
    },
  };
}
