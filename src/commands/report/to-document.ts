import { questions as allQuestions, definitionsOf, protocols } from '../../definitions/protocols.ts';
import { modalityUnder } from '../../definitions/scope.ts';
import { modalities } from '../../definitions/tasks.ts';
import { toCoverage } from '../../documents/coverage.ts';
import { figureWarnings } from '../../documents/figure-warnings.ts';
import type { ReportDocument, ReportRow } from '../../documents/report/report-row.ts';
import { sortByMeasure } from '../../documents/report/sort-rows.ts';
import { type Asked, toDocumentRequest } from '../../documents/request.ts';
import { type ModalityFigures, toSummary } from '../../documents/summary.ts';
import { type Undated, warningsFor } from '../../documents/warnings.ts';
import type { CoverageGroup } from '../../snapshot/read/read-coverage.ts';
import type { RowChoice } from '../report-rows.ts';
import { type SnapshotState, toSnapshotFacts } from '../snapshot-facts.ts';
import { toSnapshotHead } from '../snapshot-head.ts';
import { comparisonWarning } from './compare.ts';
import type { Extras } from './extras.ts';
import type { JudgedReport } from './request.ts';

/** What a report is made of. */
export interface ReportParts {
  /** In the order shown. */
  rows: ReportRow[];
  /** Where each question's pairs lead. */
  pairs: readonly CoverageGroup[];
  /** The figures of whole modalities. */
  modalities: readonly ModalityFigures[];
  extras: Extras;
  undated: Undated | null;
}

/** The whole report: which snapshot, by which definitions, what it cannot see, and the rows. */
export function toReportDocument(
  state: SnapshotState,
  {
    choice,
    compare,
    grid,
    minN,
    every,
  }: Pick<JudgedReport, 'choice' | 'compare' | 'grid' | 'minN' | 'every'>,
  { rows, pairs, modalities, extras, undated }: ReportParts,
): ReportDocument {
  const { protocol } = choice;
  const questions = allQuestions.filter((name) => choice.questions.includes(name));
  // Of a history, what is warned of is of its last slice.
  const latest = every === null ? rows : rows.filter(({ before }) => before === choice.createdBefore);
  const coverage = toCoverage(questions, pairs, toShown(choice, rows));
  return {
    ...toSnapshotHead(state),
    protocol,
    request: toDocumentRequest({
      ...toAsked(choice),
      questions,
      measures: choice.measures ?? undefined,
      minN: minN === 0 ? null : minN,
      every,
      ...(every === null ? {} : { createdBefore: null }),
      compare,
      grid,
    }),
    definitions: definitionsOf(choice),
    warnings: [
      ...warningsOf(state, { ...choice, every }, extras, undated),
      ...figureWarnings(latest, coverage, choice.createdBefore ?? null),
    ],
    summary: toSummary(sortByMeasure(modalities)),
    coverage,
    renames: protocol === 'current' ? state.renames : null,
    rows,
    ...extras,
  };
}

function toAsked(choice: RowChoice): Asked {
  const { protocol, modalities, tasks, relations, by, createdBefore, excludeSameOwner } = choice;
  const { requests, rarefyTo } = choice;
  return {
    ...{ protocol, modalities: modalities ?? undefined, tasks, by: by ?? 'task', createdBefore },
    relations: relations ?? undefined,
    excludeSameOwner: protocol === 'current' ? excludeSameOwner === true : null,
    resamples: requests === undefined || requests.resamples === 0 ? null : requests.resamples,
    seed: requests?.seed,
    tail: requests?.fitTail === true,
    simulations: requests === undefined || requests.simulations === 0 ? null : requests.simulations,
    rarefyTo,
    lorenz: requests?.lorenz === true,
  };
}

/** Whether the rows of a question hold a task. A row of a modality holds the chosen tasks of it. */
function toShown(choice: RowChoice, rows: readonly ReportRow[]): (question: string, task: string) => boolean {
  const places = new Set(
    rows.map(({ question, task, modality }) => `${question} ${choice.by === 'modality' ? modality : task}`),
  );
  if (choice.by !== 'modality') return (question, task) => places.has(`${question} ${task}`);
  return (question, task) =>
    (choice.tasks?.includes(task) ?? true) &&
    places.has(`${question} ${modalityUnder(choice.protocol, task)}`);
}

/** A comparison or a grid shows both protocols, so the limits of both are given. */
function warningsOf(
  state: SnapshotState,
  choice: RowChoice & { every: string | null },
  { comparison, grid }: Extras,
  undated: Undated | null,
): string[] {
  const warnUnder = (protocol: RowChoice['protocol']) =>
    warningsFor(toSnapshotFacts(state), {
      protocol,
      questions: choice.questions,
      createdBefore: choice.createdBefore,
      every: choice.every,
      undated,
      excludeSameOwner: choice.excludeSameOwner,
      downloads: choice.measures?.some((measure) => measure.startsWith('downloads-')),
      modalities: choice.modalities ?? (choice.tasks === null ? [...modalities] : []),
    });
  const own = warnUnder(choice.protocol);
  if (comparison === undefined && grid === undefined) return own;
  const published = comparison === undefined ? [] : [comparisonWarning];
  return [...new Set([...published, ...own, ...protocols.flatMap(warnUnder)])];
}
