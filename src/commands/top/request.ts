import type { Relation } from '../../definitions/relations.ts';
import { refuseForeign, refuseUnknown } from '../../definitions/scope.ts';
import { type Modality, modalityOf, tasksOf } from '../../definitions/tasks.ts';
import { defaultLimits, type Ranking, type TopKind } from '../../definitions/top-choices.ts';
import { usageError } from '../../errors.ts';

/** What `top` is asked for; only the kind need be given. */
export interface TopRequest {
  kind: TopKind;
  /** Only datasets or models of these tasks; without tasks and modalities every node is in scope, ghosts too. */
  tasks?: readonly string[];
  /** Only those of the tasks of these modalities; `all` leaves nothing out. */
  modalities?: readonly (Modality | 'all')[];
  /** The most rows; 20 where it is not given. */
  n?: number;
  /** `uses` where it is not given. */
  rankBy?: Ranking;
  /** Models and owners: only edges of these relations. */
  relations?: readonly Relation[];
  /** Only repos created before this moment, a date or a date-time with its zone; and ghosts. */
  createdBefore?: string;
}

/** A request that was judged, with every default filled in. */
export interface JudgedTop {
  kind: TopKind;
  tasks: readonly string[] | null;
  /** Of the tasks, for the warnings; null without tasks. */
  modalities: readonly string[] | null;
  n: number;
  rankBy: Ranking;
  relations: readonly Relation[] | null;
  createdBefore: string | null;
}

/** @throws HfreuseError (exit 2) for unknown words, or parts that contradict each other */
export function judgeTop(request: TopRequest): JudgedTop {
  const { kind, n = defaultLimits.top, rankBy = 'uses', relations, createdBefore } = request;
  if (relations !== undefined && kind === 'datasets') {
    throw usageError('--relation goes with models or owners: the use of a dataset has no relation');
  }
  if (rankBy === 'descendants' && kind !== 'models') {
    throw usageError(`--rank-by descendants goes with models, not with ${kind}`);
  }
  if (!(Number.isInteger(n) && n >= 1)) throw usageError(`--n takes a whole number, 1 or more, not ${n}`);
  if (createdBefore !== undefined && Number.isNaN(Date.parse(createdBefore))) {
    throw usageError(`--created-before takes a date, not ${JSON.stringify(createdBefore)}`);
  }
  const tasks = chooseTasks(request);
  const found = tasks === null ? null : new Set(tasks.flatMap((task) => modalityOf(task) ?? []));
  return {
    ...{ kind, tasks, n, rankBy },
    modalities: found === null ? null : [...found].sort(),
    relations: relations ?? null,
    createdBefore: createdBefore ?? null,
  };
}

/**
 * The tasks of a scope; null where everything is in it.
 * @throws HfreuseError (exit 2) for unknown words
 */
export function chooseTasks({
  tasks,
  modalities,
}: Pick<TopRequest, 'tasks' | 'modalities'>): string[] | null {
  const everything = modalities?.includes('all') === true;
  const named = modalities?.filter((name) => name !== 'all');
  const refusal =
    refuseUnknown({ protocol: 'current', modality: named, task: tasks }) ??
    (named === undefined || everything ? null : refuseForeign('current', named, tasks ?? []));
  if (refusal !== null) throw usageError(refusal.problem);
  if (tasks !== undefined) return [...new Set(tasks)].sort();
  return named === undefined || everything ? null : tasksOf(named);
}
