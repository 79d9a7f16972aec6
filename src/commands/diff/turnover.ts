import { compareUsed } from '../../documents/diff/build-diff.ts';
import type { Turnover } from '../../documents/diff/diff.ts';
import type { RepoKind } from '../../repo-kind.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readUsed, type UsedNode } from '../../snapshot/read/read-used.ts';
import { rankRepos } from '../top/rank-repos.ts';
import { chooseNumbers } from '../top/read-top-rows.ts';
import { judgeTop } from '../top/request.ts';

/** Which of the most used are compared. */
interface TurnoverChoice {
  /** Datasets are of RQ2, models of RQ3. */
  questions: readonly string[];
  tasks: readonly string[] | null;
  n: number;
}

/** How far the most used datasets and models of two snapshots are the same. The derived tables must be there. */
export async function readTurnover(
  older: Snapshot,
  newer: Snapshot,
  { questions, tasks, n }: TurnoverChoice,
): Promise<Turnover[]> {
  const turnover: Turnover[] = [];
  for (const [kind, question] of [
    ['datasets', 'RQ2'],
    ['models', 'RQ3'],
  ] as const) {
    if (!questions.includes(question)) continue;
    const old = await readMostUsed(older, kind, tasks, n);
    turnover.push(compareUsed(kind, n, old, await readMostUsed(newer, kind, tasks, n)));
  }
  return turnover;
}

async function readMostUsed(
  snapshot: Snapshot,
  kind: RepoKind,
  tasks: readonly string[] | null,
  n: number,
): Promise<UsedNode[]> {
  const ranked = await rankRepos(snapshot, kind, { ...judgeTop({ kind }), tasks });
  return readUsed(snapshot, kind, await chooseNumbers(snapshot, ranked, n));
}
