import { nearestWords } from './nearest-words.ts';
import type { Protocol } from './protocols.ts';
import {
  defaultModalities,
  type Modality,
  modalities,
  modalityOf,
  study2025Tasks,
  tasksOf,
} from './tasks.ts';

/** What a collection covers. */
export interface Scope {
  all: boolean;
  modalities: string[];
  tasks: string[];
  limited: boolean;
  /** Of a limited collection: it has the most downloaded repos of each task. Absent in earlier ones, of the newest. */
  order?: 'downloads';
}

/** What a user asked for; undefined where the option was not given. */
export interface ScopeChoice {
  protocol: Protocol;
  modality?: readonly string[];
  task?: readonly string[];
  all?: boolean;
  limit?: number;
}

/** An invalid choice: the message to the user. */
export interface Refusal {
  problem: string;
}

/** Every task that a collection or a report under this protocol can name. */
export const knownTasks = (protocol: Protocol): string[] =>
  protocol === 'current' ? tasksOf(modalities) : study2025Tasks.map(({ task }) => task).sort();

/** The modality that a protocol gives a task: the study's own for the study. */
export function modalityUnder(protocol: Protocol, task: string): string | null {
  if (protocol === 'current') return modalityOf(task);
  return study2025Tasks.find((entry) => entry.task === task)?.modality ?? null;
}

/** Unknown tasks and modalities, named with the choices; null if there are none. */
export function refuseUnknown(choice: Pick<ScopeChoice, 'protocol' | 'modality' | 'task'>): Refusal | null {
  const modality = choice.modality?.find((name) => !modalities.some((known) => known === name));
  if (modality !== undefined) {
    return {
      problem: `--modality: there is no modality ${JSON.stringify(modality)}; choose from ${modalities.join(', ')}`,
    };
  }
  const known = knownTasks(choice.protocol);
  const task = choice.task?.find((name) => !known.includes(name));
  if (task === undefined) return null;
  const which = choice.protocol === 'current' ? 'task' : `task of ${choice.protocol}`;
  // The whole list hides the few words that may be meant; an empty word is near none of them.
  const choices =
    task === '' ? `choose from ${known.join(', ')}` : `did you mean ${nearestWords(task, known).join(', ')}?`;
  return { problem: `--task: there is no ${which} ${JSON.stringify(task)}; ${choices}` };
}

/** A task that belongs to none of the modalities asked for, named with the choices; null if there is none. */
export function refuseForeign(
  protocol: Protocol,
  chosen: readonly string[],
  tasks: readonly string[],
): Refusal | null {
  const known = tasksUnder(protocol, chosen);
  const foreign = tasks.find((task) => !known.includes(task));
  if (foreign === undefined) return null;
  return {
    problem: `--task ${foreign} belongs to ${modalityUnder(protocol, foreign)}, not to --modality ${chosen.join(',')}; choose from ${known.length === 0 ? 'another modality' : known.join(', ')}`,
  };
}

/** The tasks of some modalities that a protocol knows, sorted. */
const tasksUnder = (protocol: Protocol, chosen: readonly string[]): string[] =>
  knownTasks(protocol).filter((task) =>
    chosen.some((modality) => modality === modalityUnder(protocol, task)),
  );

/** Every task of a protocol with its modality, by task. */
export const listTasks = (protocol: Protocol): { task: string; modality: Modality }[] =>
  modalities
    .flatMap((modality) => tasksUnder(protocol, [modality]).map((task) => ({ task, modality })))
    .sort((a, b) => (a.task < b.task ? -1 : 1));

/** What a collection covers: the tasks chosen, or those of the modalities chosen (nlp and cv). */
export function toScope(choice: ScopeChoice): Scope | Refusal {
  const refusal = refuseUnknown(choice);
  if (refusal !== null) return refusal;
  const limited =
    choice.limit === undefined ? { limited: false } : { limited: true, order: 'downloads' as const };
  if (choice.all) {
    if (choice.task !== undefined || choice.modality !== undefined) {
      return { problem: '--all reads every repo, so it does not go with --task or --modality' };
    }
    return { all: true, modalities: [...modalities], tasks: [], ...limited };
  }
  const chosen = choice.modality ?? defaultModalities;
  if (choice.task === undefined) {
    const tasks = tasksUnder(choice.protocol, chosen);
    if (tasks.length === 0) return { problem: `${choice.protocol} has no task in ${chosen.join(', ')}` };
    return { all: false, modalities: [...chosen].sort(byPlace), tasks, ...limited };
  }
  const tasks = [...new Set(choice.task)].sort();
  const found = modalities.filter((modality) =>
    tasksUnder(choice.protocol, [modality]).some((task) => tasks.includes(task)),
  );
  const foreign = choice.modality === undefined ? null : refuseForeign(choice.protocol, chosen, tasks);
  if (foreign !== null) return foreign;
  return { all: false, modalities: found, tasks, ...limited };
}

const byPlace = (a: string, b: string): number =>
  modalities.indexOf(a as Modality) - modalities.indexOf(b as Modality);

/** The listings that a scope takes: models and datasets of each task, or all of both. */
export function toListings(scope: Scope): { kind: 'models' | 'datasets'; task: string | null }[] {
  const tasks: (string | null)[] = scope.all ? [null] : scope.tasks;
  return [
    ...tasks.map((task) => ({ kind: 'models' as const, task })),
    ...tasks.map((task) => ({ kind: 'datasets' as const, task })),
  ];
}
