import {
  questions as allQuestions,
  type MeasureName,
  measuresOf,
  type Protocol,
  type Question,
} from '../definitions/protocols.ts';
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
  /** Protocol `current`: these alone, also those that no report has unasked. */
  measures?: readonly MeasureName[];
  /** `all`, or some; nlp and cv where they are not given, or the modalities of the tasks asked for. */
  modalities?: readonly (Modality | 'all')[];
  /** These tasks alone. */
  tasks?: readonly string[];
}

/** The same with every default filled in; null where everything is wanted. */
export interface RowScope {
  protocol: Protocol;
  questions: readonly Question[];
  measures: readonly MeasureName[] | null;
  modalities: readonly string[] | null;
  tasks: readonly string[] | null;
}

/**
 * Judges which rows are wanted.
 * @throws HfreuseError (exit 2) for an unknown task or modality, or a task of another modality, naming the choices
 */
export function toRowScope(request: RowRequest): RowScope {
  const { protocol = defaults.protocol, questions = allQuestions, measures, modalities, tasks } = request;
  const everything = modalities?.includes('all') === true;
  const named = modalities?.filter((name) => name !== 'all');
  const refusal =
    refuseUnknown({ protocol, modality: named, task: tasks }) ??
    (named === undefined || everything ? null : refuseForeign(protocol, named, tasks ?? []));
  const problem = refusal?.problem ?? refuseMeasures(request);
  if (problem !== null) throw usageError(problem);
  return {
    protocol,
    questions: measures === undefined ? [...questions].sort() : questionsOf(measures),
    measures: measures ?? null,
    // A task asked for by name is shown, of any modality.
    modalities: everything || tasks !== undefined ? null : (named ?? defaultModalities),
    tasks: tasks ?? null,
  };
}

/** The questions that some measures answer. */
const questionsOf = (measures: readonly MeasureName[]): Question[] => {
  const answered = measuresOf.current.filter(({ measure }) => measures.includes(measure));
  return allQuestions.filter((name) => answered.some(({ question }) => question === name));
};

function refuseMeasures({ protocol = defaults.protocol, questions, measures }: RowRequest): string | null {
  if (measures === undefined) return null;
  if (protocol !== 'current') {
    return `--measure goes with --protocol current only, not ${protocol}, which has its own three`;
  }
  const known = measuresOf.current.map(({ measure }) => measure);
  const unknown = measures.find((name) => !known.includes(name));
  if (unknown !== undefined || measures.length === 0) {
    return `--measure does not take ${JSON.stringify(unknown ?? '')}; choose from ${known.join(', ')}`;
  }
  const other = measuresOf.current.find(
    ({ measure, question }) => measures.includes(measure) && questions?.includes(question) === false,
  );
  if (other === undefined) return null;
  return `--measure ${other.measure} answers ${other.question}, which --question leaves out; leave --question out`;
}
