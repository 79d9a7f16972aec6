import { relations as relationNames } from '../definitions/relations.ts';
import type { TopDocument } from '../documents/top/top.ts';
import { topSentence } from '../documents/top/top-sentence.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import { readUndated } from '../snapshot/read/read-status.ts';
import { toDocumentHead } from './document-head.ts';
import { type RunOptions, withAbort } from './run-options.ts';
import { readSnapshotState } from './snapshot-facts.ts';
import { rankOwners } from './top/rank-owners.ts';
import { rankRepos } from './top/rank-repos.ts';
import { readTopRows } from './top/read-top-rows.ts';
import { type JudgedTop, judgeTop, type TopRequest } from './top/request.ts';
import { type SnapshotSource, withSnapshot } from './with-snapshot.ts';

export type { TopRequest } from './top/request.ts';

/**
 * The most reused datasets, models or owners, by name.
 * @throws HfreuseError (exit 2) for a request that cannot be, (exit 1) for a file that is not a snapshot, or is empty;
 * AbortError
 */
export async function top(
  source: SnapshotSource,
  request: TopRequest,
  { signal }: RunOptions = {},
): Promise<TopDocument> {
  const judged = judgeTop(request);
  return withAbort(signal, () =>
    withSnapshot(
      source,
      async (snapshot) => {
        signal?.throwIfAborted();
        return readTop(snapshot, judged);
      },
      { signal },
    ),
  );
}

const questionsOf = { datasets: ['RQ2'], models: ['RQ3'], owners: ['RQ2', 'RQ3'] } as const;

async function readTop(snapshot: Snapshot, request: JudgedTop): Promise<TopDocument> {
  const { kind, rankBy, createdBefore } = request;
  const state = await readSnapshotState(snapshot);
  const ranked =
    kind === 'owners' ? await rankOwners(snapshot, request) : await rankRepos(snapshot, kind, request);
  const rows = await readTopRows(snapshot, ranked, request.n);
  return {
    ...toDocumentHead(state, {
      questions: questionsOf[kind],
      modalities: request.modalities ?? state.provenance.scope.modalities,
      createdBefore,
      downloads: true,
      undated: createdBefore === null ? null : await readUndated(snapshot),
      request: {
        ...{ kind, rankBy, createdBefore, limit: request.n },
        ...{ questions: null, modalities: request.modalities, tasks: request.tasks },
        relations: kind === 'datasets' ? null : (request.relations ?? relationNames),
      },
    }),
    summary: [{ says: topSentence({ kind, rankBy, total: ranked.total, rows }) }],
    ...{ kind, rankBy, total: ranked.total, ghostUses: ranked.ghostUses },
    rows,
  };
}
