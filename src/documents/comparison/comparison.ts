import { chooseMeasures, measuresOf } from '../../definitions/protocols.ts';
import { type Modality, modalities, study2025Tasks } from '../../definitions/tasks.ts';
import type { AuditRow } from '../../statistics/audit/audit-rows.ts';
import type { ReportRow } from '../report/report-row.ts';
import { type ComparisonRow, publishedSources } from './comparison-table.ts';

/** When the study read the Hub: its figures are of that day, other data than any snapshot's. */
export const publishedOn = '2025-02-15';

/** A published figure and its audit. */
export interface PublishedCell {
  source: (typeof publishedSources)[number];
  audit: AuditRow;
}

/** A question and task of the study: what published figures and ours are matched by. */
type TaskOfStudy = Pick<ComparisonRow, 'question' | 'modality' | 'task'>;

/**
 * Every published cell and every row of `study-2025`, each with its counterpart where there is one: no row is lost.
 * @param current rows of protocol `current`, found by question and task, of any modality
 */
export function compareWithPublished(
  published: readonly PublishedCell[],
  study: readonly ReportRow[],
  current: readonly ReportRow[],
): ComparisonRow[] {
  const cells = published.map((cell) => ({ cell, place: taskOfStudy(cell.audit) }));
  const known = new Set(cells.map(({ place }) => keyOf(place)));
  const unpublished = study
    .filter((row) => !known.has(keyOf(row)))
    .map(({ question, modality, task }) => ({ cell: null, place: { question, modality, task } }));
  const rows = [...cells, ...unpublished].flatMap(({ cell, place }) =>
    chooseMeasures({ protocol: 'current', questions: [place.question] }).map(({ measure }) => {
      const isSame = (row: ReportRow) => keyOf(row) === keyOf(place);
      return toRow(
        place,
        cell,
        study.find(isSame),
        measure,
        current.find((row) => isSame(row) && row.measure === measure),
      );
    }),
  );
  return rows.sort(compareRows);
}

const measures = measuresOf.current.map(({ measure }) => measure);
const placeOfSource = ({ source }: ComparisonRow): number =>
  source === null ? publishedSources.length : publishedSources.indexOf(source);

/** By measure (each belongs to one question), modality, task and source. */
const compareRows = (a: ComparisonRow, b: ComparisonRow): number =>
  measures.indexOf(a.currentMeasure) - measures.indexOf(b.currentMeasure) ||
  modalities.indexOf(a.modality as Modality) - modalities.indexOf(b.modality as Modality) ||
  (a.task < b.task ? -1 : a.task > b.task ? 1 : placeOfSource(a) - placeOfSource(b));

const keyOf = ({ question, task }: TaskOfStudy): string => `${question} ${task}`;

/** Where a published cell belongs, by its labels. */
export function taskOfStudy({ labels }: Pick<AuditRow, 'labels'>): TaskOfStudy {
  const { question = '', task = '' } = labels;
  const modality = study2025Tasks.find((entry) => entry.task === task)?.modality ?? labels.modality ?? '';
  return { question: question as TaskOfStudy['question'], modality, task };
}

function toRow(
  place: TaskOfStudy,
  cell: PublishedCell | null,
  study: ReportRow | undefined,
  currentMeasure: ComparisonRow['currentMeasure'],
  current: ReportRow | undefined,
): ComparisonRow {
  const audit = cell?.audit;
  const publishedMean = audit === undefined ? null : Number(audit.mean);
  const publishedSd = typeof audit?.sd === 'string' ? Number(audit.sd) : null;
  return {
    ...place,
    source: cell?.source ?? null,
    publishedMean,
    publishedSd,
    mark: audit === undefined || audit.verdict === 'possible' ? null : audit.verdict,
    reasons: audit?.reasons ?? [],
    studyN: study?.n ?? null,
    studyMean: study?.mean ?? null,
    studySd: study?.sd ?? null,
    meanDifference: difference(study?.mean, publishedMean),
    sdDifference: difference(study?.sd, publishedSd),
    currentMeasure,
    currentN: current?.n ?? null,
    currentMean: current?.mean ?? null,
    currentSd: current?.sd ?? null,
    protocolDifference: difference(current?.mean, study?.mean),
  };
}

/** a − b; null where either is missing. */
function difference(a: number | null | undefined, b: number | null | undefined): number | null {
  return typeof a === 'number' && typeof b === 'number' ? a - b : null;
}
