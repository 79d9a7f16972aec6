import { tasksOf } from '../definitions/tasks.ts';
import { defaultLimits } from '../definitions/top-choices.ts';
import { changeSentences } from '../documents/change-sentence.ts';
import { findDifferences, pairRows } from '../documents/diff/build-diff.ts';
import type { DiffDocument } from '../documents/diff/diff.ts';
import { toDocumentRequest } from '../documents/request.ts';
import { warningsFor } from '../documents/warnings.ts';
import { usageError } from '../errors.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import { checkBlocks } from '../snapshot/file/seal.ts';
import { compareRepos } from '../snapshot/read/compare-repos.ts';
import { readTurnover } from './diff/turnover.ts';
import { readReportRows } from './report-rows.ts';
import { type RowRequest, type RowScope, toRowScope } from './row-request.ts';
import { type RunOptions, withAbort } from './run-options.ts';
import { readSnapshotState, type SnapshotState, toSnapshotFacts } from './snapshot-facts.ts';
import { toSnapshotHead } from './snapshot-head.ts';
import { withSnapshot } from './with-snapshot.ts';

/** What a comparison of two snapshots is asked for; nothing of it need be given. */
export interface DiffRequest extends RowRequest {
  /** How many of the most used datasets and models are compared; 50 where it is not given. */
  n?: number;
}

/**
 * What changed between two snapshots: the figures of the reports, the repos, the most used.
 * @param old the file of the older one
 * @param now the file of the newer one; it may be the same
 * @throws HfreuseError (exit 2) for a request that cannot be, (exit 1) for a file that is not a snapshot, or is empty;
 * AbortError
 */
export async function diff(
  old: string,
  now: string,
  request: DiffRequest = {},
  { signal }: RunOptions = {},
): Promise<DiffDocument> {
  const scope = toRowScope(request);
  const { n = defaultLimits.diff } = request;
  if (!(Number.isInteger(n) && n >= 1)) throw usageError(`--n takes a whole number, 1 or more, not ${n}`);
  return withAbort(signal, () =>
    withSnapshot(
      old,
      (older) =>
        withSnapshot(
          now,
          async (newer) => {
            signal?.throwIfAborted();
            return compareSnapshots(older, newer, { scope, n, tasks: chooseTasks(request) }, signal);
          },
          { signal },
        ),
      { signal },
    ),
  );
}

/** The tasks that were asked for; null if there were none, so that every repo in use counts, with or without a task. */
function chooseTasks({ tasks, modalities }: DiffRequest): readonly string[] | null {
  if (tasks !== undefined) return tasks;
  return modalities === undefined || modalities.includes('all') ? null : tasksOf(modalities);
}

async function compareSnapshots(
  older: Snapshot,
  newer: Snapshot,
  { scope, n, tasks }: { scope: RowScope; n: number; tasks: readonly string[] | null },
  signal: AbortSignal | undefined,
): Promise<DiffDocument> {
  const was = await readSide(older, scope, signal);
  const is = await readSide(newer, scope, signal);
  const { schemaVersion, generator, snapshot: now } = toSnapshotHead(is.state);
  const { snapshot: old } = toSnapshotHead(was.state);
  const limits = { old: was.state.provenance.limit, new: is.state.provenance.limit };
  // They are read once more, by the name of the file.
  for (const snapshot of [older, newer]) checkBlocks(snapshot, ['model_rows', 'dataset_rows']);
  const differences = findDifferences(old, now, limits);
  const { protocol, questions, measures, modalities } = scope;
  const rows = pairRows(was.rows, is.rows);
  return {
    ...{ schemaVersion, generator, protocol },
    request: toDocumentRequest({
      ...{ protocol, questions, measures: measures ?? undefined, modalities: modalities ?? undefined },
      ...{ tasks: scope.tasks, by: 'task', limit: n },
    }),
    ...{ old, new: now, differences },
    warnings: [
      ...differences.map((one) => `Different: ${one}.`),
      ...joinWarnings(warningsOf(was.state, scope), warningsOf(is.state, scope)),
    ],
    summary: changeSentences(rows, ({ change }) => change?.mean ?? null),
    rows,
    repos: await compareRepos(older.path, newer.path),
    turnover: await readTurnover(older, newer, { questions, tasks, n }),
  };
}

async function readSide(snapshot: Snapshot, scope: RowScope, signal: AbortSignal | undefined) {
  const state = await readSnapshotState(snapshot);
  return { state, rows: await readReportRows(snapshot, { ...scope, relations: null }, { signal }) };
}

const warningsOf = (state: SnapshotState, { protocol, questions, modalities }: RowScope): string[] =>
  warningsFor(toSnapshotFacts(state), { protocol, questions, modalities: modalities ?? [] });

/** A warning of both is given once. */
const joinWarnings = (old: readonly string[], now: readonly string[]): string[] => [
  ...old.filter((warning) => now.includes(warning)),
  ...old.filter((warning) => !now.includes(warning)).map((warning) => `Old: ${warning}`),
  ...now.filter((warning) => !old.includes(warning)).map((warning) => `New: ${warning}`),
];
