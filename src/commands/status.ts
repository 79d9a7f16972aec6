import { studyTasks } from '../definitions/tasks.ts';
import { type StatusDocument, toReferences } from '../documents/status/status-document.ts';
import { toStatusPage } from '../documents/status/status-page.ts';
import { warningsFor } from '../documents/warnings.ts';
import type { Io } from '../io.ts';
import { renderPage } from '../render/render-page.ts';
import { ensureDerived } from '../snapshot/derive/derive.ts';
import { openSnapshot, type Snapshot, snapshotFiles } from '../snapshot/file/open-snapshot.ts';
import { readMeta } from '../snapshot/tables/meta.ts';
import { outstandingNames } from './collect/resolve-names.ts';
import { readSnapshotState, toFacts } from './snapshot-facts.ts';
import { checkOutput, type OutputOptions, writeOutput } from './write-output.ts';

export interface StatusOptions extends OutputOptions {
  snapshot: string;
  format: string;
}

/**
 * `hfreuse status`: what the snapshot holds, what is missing, what the references turned out to be.
 * @returns the exit code: 0 complete, 3 incomplete
 */
export async function status(io: Io, options: StatusOptions): Promise<number> {
  checkOutput(options, snapshotFiles(options.snapshot));
  const snapshot = await openSnapshot(options.snapshot);
  try {
    await ensureDerived(
      snapshot,
      studyTasks.map(({ task }) => task),
    );
    const state = await readSnapshotState(snapshot);
    const { provenance } = state;
    const document: StatusDocument = {
      schemaVersion: 1,
      complete: state.complete,
      finished: state.complete && (await lookUpsAreDone(snapshot)),
      startedAt: provenance.startedAt,
      finishedAt: provenance.finishedAt,
      endpoint: provenance.endpoint,
      protocol: provenance.protocol,
      scope: provenance.scope,
      models: state.models,
      datasets: state.datasets,
      streams: state.streams.map(({ kind, task, pages, rows, state, error }) => ({
        kind,
        task,
        pages,
        rows,
        state,
        error,
      })),
      references: toReferences(state.references),
      rejected: state.rejected,
      private: state.private,
      unknownTasks: state.unknownTasks,
      renames: state.renames,
      source: provenance.source,
    };
    const asked = {
      protocol: 'current' as const,
      questions: ['RQ1', 'RQ2', 'RQ3'],
      modalities: provenance.scope.modalities,
    };
    const page = toStatusPage(document, warningsFor(toFacts(state), asked));
    await writeOutput(io, options, renderPage(options.format, page, options));
    return state.complete ? 0 : 3;
  } finally {
    snapshot.close();
  }
}

/** The look-ups that the last collection allowed: none, all, or so many. */
async function lookUpsAreDone(snapshot: Snapshot): Promise<boolean> {
  const allowed = (await readMeta(snapshot, 'resolve')) ?? 'none';
  const names = await outstandingNames(
    snapshot,
    allowed === 'all' || allowed === 'none' ? allowed : Number(allowed),
  );
  return names.length === 0;
}
