import { lineageDefaults } from '../definitions/lineage-choices.ts';
import { questions as allQuestions, chooseMeasures, type Protocol } from '../definitions/protocols.ts';
import { relations as allRelations } from '../definitions/relations.ts';
import { modalities as allModalities, defaultModalities } from '../definitions/tasks.ts';
import { defaultLimits } from '../definitions/top-choices.ts';

/**
 * Every option that shapes the figures of a document, defaults filled in; null where it does not apply. Two documents of
 * one snapshot with the same request have the same rows.
 */
export interface DocumentRequest {
  protocol: Protocol;
  /** What is ranked, or whose uses are counted: datasets, models or owners; absent where questions are answered. */
  kind?: string;
  /** Null where something else than questions is answered. */
  questions: readonly string[] | null;
  /** Null where nothing is measured by task. */
  measures: readonly string[] | null;
  /** Null if every repo in use counts, with or without a task. */
  modalities: readonly string[] | null;
  /** Null: every task of the modalities. */
  tasks: readonly string[] | null;
  /** Null where no edge has a relation: without RQ3, and under `study-2025`. */
  relations: readonly string[] | null;
  by: string | null;
  createdBefore: string | null;
  excludeSameOwner: boolean | null;
  every: string | null;
  minN: number | null;
  /** The number of declaring models that RQ1 is rarefied to; null where the smallest task sets it. */
  rarefyTo: number | null;
  /** Of the bootstrap. */
  resamples: number | null;
  /** Null where nothing is drawn. */
  seed: number | null;
  /** Whether a power law is fitted. */
  tail: boolean | null;
  /** For the fit's p. */
  simulations: number | null;
  /** The points of the Lorenz curves. */
  lorenz: boolean | null;
  compare: boolean | null;
  grid: boolean | null;
  /** The figure that the rows are ranked by; absent where they are not ranked. */
  rankBy?: string;
  /** The most rows. */
  limit: number | null;
  /** Of lineages alone: the model, or the dataset, that was named. */
  repo?: string;
  /** The models that declare it. */
  users?: boolean;
  /** What is removed. */
  without?: readonly string[];
  /** How old bases are at reuse. */
  ages?: boolean;
  /** The descendants that make a root lineage. */
  least?: number;
  /** Generations above and below the model, and derivatives of each one that are shown; null for all of them. */
  up?: number | null;
  down?: number | null;
  width?: number | null;
}

/** What lineages alone are asked for. */
const lineageKeys = ['repo', 'users', 'without', 'ages', 'least', 'up', 'down', 'width'] as const;

/** What was asked for; not given where nothing was. */
export type Asked = { [Key in keyof DocumentRequest]?: DocumentRequest[Key] | undefined };

/** Fills the defaults in. */
export function toDocumentRequest(asked: Asked): DocumentRequest {
  const protocol = asked.protocol ?? 'current';
  const questions = asked.questions === undefined ? allQuestions : asked.questions;
  const isOfEdges =
    questions === null ? asked.relations != null : protocol === 'current' && questions.includes('RQ3');
  const measures = questions === null ? null : measureNames(protocol, questions);
  const resamples = asked.resamples ?? null;
  const simulations = asked.simulations ?? null;
  return {
    protocol,
    ...(asked.kind === undefined ? {} : { kind: asked.kind }),
    questions,
    measures: asked.measures === undefined ? measures : asked.measures,
    modalities: asked.modalities === undefined ? allModalities : asked.modalities,
    tasks: asked.tasks ?? null,
    relations: isOfEdges ? (asked.relations ?? allRelations) : null,
    by: asked.by ?? null,
    createdBefore: asked.createdBefore ?? null,
    excludeSameOwner: asked.excludeSameOwner ?? null,
    every: asked.every ?? null,
    minN: asked.minN ?? null,
    rarefyTo: asked.rarefyTo ?? null,
    resamples,
    seed: resamples === null && simulations === null ? null : (asked.seed ?? 1),
    tail: asked.tail ?? null,
    simulations,
    lorenz: asked.lorenz ?? null,
    compare: asked.compare ?? null,
    grid: asked.grid ?? null,
    ...(asked.rankBy === undefined ? {} : { rankBy: asked.rankBy }),
    limit: asked.limit ?? null,
    ...Object.fromEntries(
      lineageKeys.flatMap((key) => (asked[key] === undefined ? [] : [[key, asked[key]]])),
    ),
  };
}

/** How each part is typed, where it is not the default; null where it is. */
const typed: { [Key in keyof DocumentRequest]-?: (request: DocumentRequest) => string | null } = {
  protocol: ({ protocol }) => (protocol === 'current' ? null : `--protocol ${protocol}`),
  kind: ({ kind }) => kind ?? null,
  // Measures that are named imply their questions.
  questions: ({ protocol, questions, measures }) =>
    questions === null ||
    questions.length === allQuestions.length ||
    (measures !== null && !isSame(measures, measureNames(protocol, questions)))
      ? null
      : `--question ${questions.map((name) => name.slice(2)).join(',')}`,
  measures: ({ protocol, questions, measures }) =>
    measures === null || questions === null || isSame(measures, measureNames(protocol, questions))
      ? null
      : `--measure ${measures.join(',')}`,
  modalities: ({ modalities, tasks }) => {
    // Tasks that are named are shown, of any modality.
    if (tasks !== null || modalities === null || isSame(modalities, defaultModalities)) return null;
    return `--modality ${isSame(modalities, allModalities) ? 'all' : modalities.join(',')}`;
  },
  tasks: ({ tasks }) => (tasks === null ? null : tasks.map((task) => `--task ${task}`).join(' ')),
  relations: ({ relations }) =>
    relations === null || isSame(relations, allRelations) ? null : `--relation ${relations.join(',')}`,
  by: ({ by }) => (by === null || by === 'task' ? null : `--by ${by}`),
  createdBefore: ({ createdBefore }) => (createdBefore === null ? null : `--created-before ${createdBefore}`),
  excludeSameOwner: ({ excludeSameOwner }) => (excludeSameOwner === true ? '--exclude-same-owner' : null),
  every: ({ every }) => (every === null ? null : `--every ${every}`),
  minN: ({ minN }) => (minN === null ? null : `--min-n ${minN}`),
  rarefyTo: ({ rarefyTo }) => (rarefyTo === null ? null : `--rarefy ${rarefyTo}`),
  resamples: ({ resamples }) => (resamples === null ? null : `--ci ${resamples}`),
  seed: ({ seed }) => (seed === null || seed === 1 ? null : `--seed ${seed}`),
  tail: ({ tail, simulations }) => (tail === true && simulations === null ? '--fit-tail' : null),
  simulations: ({ simulations }) => (simulations === null ? null : `--fit-p ${simulations}`),
  lorenz: ({ lorenz }) => (lorenz === true ? '--lorenz' : null),
  compare: ({ compare }) => (compare === true ? '--compare' : null),
  grid: ({ grid }) => (grid === true ? '--grid' : null),
  rankBy: ({ rankBy }) => (rankBy === undefined || rankBy === 'uses' ? null : `--rank-by ${rankBy}`),
  limit: ({ limit, kind }) =>
    limit === null || limit === defaultLimits[kind === undefined ? 'diff' : 'top'] ? null : `--n ${limit}`,
  repo: ({ repo }) => repo ?? null,
  users: ({ users }) => (users === true ? '--users' : null),
  without: ({ without }) => without?.map((name) => `--without ${name}`).join(' ') ?? null,
  ages: ({ ages }) => (ages === true ? '--ages' : null),
  least: (request) => showIfOther(request, 'least'),
  up: (request) => showIfOther(request, 'up'),
  down: (request) => showIfOther(request, 'down'),
  width: (request) => showIfOther(request, 'width'),
};

/** A bound of lineages where it is not the default; what is not bounded is not typed either. */
const showIfOther = (request: DocumentRequest, key: keyof typeof lineageDefaults): string | null => {
  const value = request[key] ?? null;
  return value === null || value === lineageDefaults[key] ? null : `--${key} ${value}`;
};

const measureNames = (protocol: Protocol, questions: readonly string[]): string[] =>
  chooseMeasures({ protocol, questions }).map(({ measure }) => measure);

/** The same words, in any order. */
const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((word) => others.includes(word));

/** The options that differ from the default, as typed: `--question 3 --relation merge`; '' where all are. */
export const toRequestText = (request: DocumentRequest): string =>
  Object.values(typed)
    .flatMap((toText) => toText(request) ?? [])
    .join(' ');

/** The same for readers. */
export const askedText = (request: DocumentRequest): string => toRequestText(request) || 'only the defaults';
