import { questions } from '../definitions/protocols.ts';
import {
  type BaseDifferences,
  type StatusDocument,
  toReferences,
} from '../documents/status/status-document.ts';
import { warningsFor } from '../documents/warnings.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import { readBaseDifferences } from '../snapshot/read/read-base-differences.ts';
import { readMeta } from '../snapshot/tables/meta.ts';
import { outstandingNames } from './collect/outstanding-names.ts';
import { type RunOptions, withAbort } from './run-options.ts';
import { readSnapshotState, type SnapshotState, toSnapshotFacts } from './snapshot-facts.ts';
import { type SnapshotSource, withSnapshot } from './with-snapshot.ts';

/** The state of a snapshot, and what a report of it could not see. */
export interface StatusResult {
  document: StatusDocument;
  warnings: string[];
}

/**
 * What a snapshot holds, what is missing, what the references turned out to be.
 * @param source an open snapshot, or the file of one
 * @throws HfreuseError (exit 1) for a file that is not a snapshot, or is empty; AbortError
 */
export const status = (source: SnapshotSource, { signal }: RunOptions = {}): Promise<StatusResult> =>
  withAbort(signal, () =>
    withSnapshot(
      source,
      async (snapshot) => {
        signal?.throwIfAborted();
        const state = await readSnapshotState(snapshot);
        const { modalities } = state.provenance.scope;
        const asked = { protocol: 'current' as const, questions, modalities, downloads: true };
        const isWhole = state.complete && state.updating === null;
        const finished = isWhole && (await lookUpsAreDone(snapshot));
        const bases = state.provenance.checkBases === true ? await readBaseDifferences(snapshot) : null;
        return {
          document: toDocument(state, finished, bases),
          warnings: warningsFor(toSnapshotFacts(state), asked),
        };
      },
      { signal },
    ),
  );

const toDocument = (
  state: SnapshotState,
  finished: boolean,
  baseDifferences: BaseDifferences | null,
): StatusDocument => {
  const { provenance } = state;
  return {
    schemaVersion: 1,
    complete: state.complete,
    finished,
    startedAt: provenance.startedAt,
    finishedAt: provenance.finishedAt,
    endpoint: provenance.endpoint,
    protocol: provenance.protocol,
    scope: provenance.scope,
    models: state.models,
    datasets: state.datasets,
    streams: state.listings.map(({ kind, task, pages, rows, state: reached, error, walk }) => ({
      kind,
      task,
      pages,
      rows,
      state: reached,
      error,
      walk,
    })),
    references: toReferences(state.references),
    rejected: state.rejected,
    private: state.private,
    unknownTasks: state.unknownTasks,
    renames: state.renames,
    source: provenance.source,
    mixedDownloads: provenance.mixedDownloads ?? null,
    gone: state.gone,
    baseDifferences,
  };
};

/** The look-ups that the last collection allowed: none, all, or a number. */
async function lookUpsAreDone(snapshot: Snapshot): Promise<boolean> {
  const allowed = (await readMeta(snapshot, 'resolve')) ?? 'none';
  const names = await outstandingNames(
    snapshot,
    allowed === 'all' || allowed === 'none' ? allowed : Number(allowed),
  );
  return names.length === 0;
}
