import { questions as allQuestions, type Protocol, type Question } from '../definitions/protocols.ts';
import { refuseForeign, refuseUnknown } from '../definitions/scope.ts';
import { defaultModalities, type Modality } from '../definitions/tasks.ts';
import { usageError } from '../errors.ts';
import { defaults } from './defaults.ts';

/** Which rows are wanted, and by whose definitions. */
export interface RowRequest {
  /** The definitions; `current` where it is not given. */
  protocol?: Protocol;
  /** All three where they are not given. */
  questions?: readonly Question[];
  /** `all`, or some; nlp and cv where they are not given, or whatever the tasks asked for belong to. */
  modalities?: readonly (Modality | 'all')[];
  /** These tasks alone. */
  tasks?: readonly string[];
}

/** The same with every default filled in; null where everything is wanted. */
export interface RowScope {
  protocol: Protocol;
  questions: readonly Question[];
  modalities: readonly string[] | null;
  tasks: readonly string[] | null;
}

/**
 * Judges which rows are wanted.
 * @throws HfreuseError (exit 2) for an unknown task or modality, or a task of another modality, naming the choices
 */
export function toRowScope(request: RowRequest): RowScope {
  const { protocol = defaults.protocol, questions = allQuestions, modalities, tasks } = request;
  const everything = modalities?.includes('all') === true;
  const named = modalities?.filter((name) => name !== 'all');
  const refusal =
    refuseUnknown({ protocol, modality: named, task: tasks }) ??
    (named === undefined || everything ? null : refuseForeign(protocol, named, tasks ?? []));
  if (refusal !== null) throw usageError(refusal.problem);
  return {
    protocol,
    questions: [...questions].sort(),
    // A task asked for by name is shown whatever its modality is.
    modalities: everything || tasks !== undefined ? null : (named ?? defaultModalities),
    tasks: tasks ?? null,
  };
}
