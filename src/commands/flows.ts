import { refuseUnknown } from '../definitions/scope.ts';
import { type Modality, modalityOf } from '../definitions/tasks.ts';
import { toFlowRows, toFlowTasks } from '../documents/flows/build-flows.ts';
import type { FlowsDocument } from '../documents/flows/flows.ts';
import { flowsSentence } from '../documents/flows/flows-sentence.ts';
import { usageError } from '../errors.ts';
import type { RepoKind } from '../repo-kind.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import { toDocumentHead } from './document-head.ts';
import { readFlows } from './flows/read-flows.ts';
import { type RunOptions, withAbort } from './run-options.ts';
import { readSnapshotState } from './snapshot-facts.ts';
import { type SnapshotSource, withSnapshot } from './with-snapshot.ts';

/** What `flows` is asked for; only the kind need be given. */
export interface FlowsRequest {
  kind: RepoKind;
  /** Only uses by models of tasks of these modalities; `all`, or nothing given, leaves none out, not even those without a task. */
  modalities?: readonly (Modality | 'all')[];
}

/**
 * Which tasks reuse what was made for which tasks.
 * @throws HfreuseError (exit 2) for an unknown modality, (exit 1) for a file that is not a snapshot, or is empty;
 * AbortError
 */
export async function flows(
  source: SnapshotSource,
  { kind, modalities }: FlowsRequest,
  { signal }: RunOptions = {},
): Promise<FlowsDocument> {
  const named = modalities?.filter((name) => name !== 'all');
  const refusal = refuseUnknown({ protocol: 'current', modality: named });
  if (refusal !== null) throw usageError(refusal.problem);
  const chosen = named === undefined || modalities?.includes('all') === true ? null : named;
  return withAbort(signal, () =>
    withSnapshot(
      source,
      async (snapshot) => {
        signal?.throwIfAborted();
        return toDocument(snapshot, kind, chosen);
      },
      { signal },
    ),
  );
}

async function toDocument(
  snapshot: Snapshot,
  kind: RepoKind,
  modalities: readonly string[] | null,
): Promise<FlowsDocument> {
  const state = await readSnapshotState(snapshot);
  const isShown = (task: string | null): boolean =>
    modalities === null || (task !== null && modalities.includes(modalityOf(task) ?? ''));
  const counted = (await readFlows(snapshot, kind)).filter(({ to }) => isShown(to));
  const tasks = toFlowTasks(counted);
  const total = tasks.reduce((sum, { uses }) => sum + uses, 0);
  return {
    ...toDocumentHead(state, {
      questions: [kind === 'datasets' ? 'RQ2' : 'RQ3'],
      modalities: modalities ?? state.provenance.scope.modalities,
      request: { kind, questions: null, modalities },
    }),
    summary: [{ says: flowsSentence({ kind, total, tasks }) }],
    ...{ kind, total },
    rows: toFlowRows(counted, tasks),
    tasks,
  };
}
