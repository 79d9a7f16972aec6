import { toPace, waitForAll } from '../async.ts';
import { readsTable } from '../definitions/measures/table-set.ts';
import { chooseMeasures, type MeasureName } from '../definitions/protocols.ts';
import type { ReportRow } from '../documents/report/report-row.ts';
import type { ModalityFigures } from '../documents/summary.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import type { CoverageGroup } from '../snapshot/read/read-coverage.ts';
import { diversity, noDiversity } from '../statistics/diversity.ts';
import { computeFigures } from '../statistics/figures.ts';
import { figuresOnRequest, type Requests } from '../statistics/on-request.ts';
import type { CountedSample, CountedSamples, SampleChoice } from './counted-samples.ts';
import { findMostDeclared } from './most-declared.ts';
import type { RunOptions } from './run-options.ts';
import { readStoredCoverage, readStoredSamples } from './stored-samples.ts';

/** Which rows a report is to have; null where everything is wanted. */
export interface RowChoice extends SampleChoice {
  /** Modalities, or null for all. */
  modalities: readonly string[] | null;
  requests?: Requests;
  /** The number of declaring models to rarefy to; that of the smallest task with enough of them, where not given. */
  rarefyTo?: number;
}

/** How the rows are worked out. */
export type RowRun = Pick<RunOptions, 'signal' | 'onProgress'>;

/** The figures of a report, in no particular order. */
export interface ReportFigures {
  rows: ReportRow[];
  /** The same over the distinct members of each modality. */
  modalities: ModalityFigures[];
  /** Of a slice under `current`, as far as it was counted in the graphs: where its pairs lead. */
  pairs?: CoverageGroup[] | undefined;
}

/** The rows of a report alone. */
export const readReportRows = async (
  snapshot: Snapshot,
  choice: RowChoice,
  run: RowRun = {},
): Promise<ReportRow[]> => toReportRows(await readSamples(snapshot, choice), choice, run);

/** What is stored is read; the graphs are loaded where something is counted. */
async function readSamples(snapshot: Snapshot, choice: RowChoice): Promise<CountedSamples> {
  const stored = await readStoredSamples(snapshot, choice);
  if (stored !== null) return stored;
  const { ofBases, others } = splitByRelations(choice);
  const kept =
    others.length === 0
      ? null
      : await readStoredSamples(snapshot, { ...choice, relations: null, measures: others });
  if (kept !== null && ofBases.length === 0) return kept;
  const { countSamples } = await import('./count-samples.ts');
  if (kept === null) return countSamples(snapshot, choice);
  const [counted, coverage] = await waitForAll([
    countSamples(snapshot, { ...choice, measures: ofBases }),
    readStoredCoverage(snapshot, choice.protocol),
  ]);
  const pairs = [...coverage.filter(({ question }) => question !== 'RQ3'), ...(counted.pairs ?? [])];
  return {
    samples: [...kept.samples, ...counted.samples],
    modalities: [...kept.modalities, ...counted.modalities],
    size: kept.size ?? counted.size,
    pairs,
  };
}

/** Relations are of bases: a slice by them leaves what is counted of datasets as it is. */
function splitByRelations(choice: SampleChoice): { ofBases: MeasureName[]; others: MeasureName[] } {
  const isSliced = choice.relations != null && choice.protocol === 'current';
  const ofBases: MeasureName[] = [];
  const others: MeasureName[] = [];
  for (const { question, measure, sql } of chooseMeasures(choice)) {
    const isOfBases = !isSliced || question === 'RQ3' || readsTable(sql, 'derivations');
    (isOfBases ? ofBases : others).push(measure);
  }
  return { ofBases, others };
}

/**
 * The rows of a report, and what its summary is made of. The derived tables must be there.
 * @param run its signal ends the work, which takes long where much is requested; it is called for each row
 */
export async function readReportFigures(
  snapshot: Snapshot,
  choice: RowChoice,
  run: RowRun = {},
): Promise<ReportFigures> {
  const { samples, modalities, size, pairs } = await readSamples(snapshot, choice);
  const rarefyTo = choice.rarefyTo ?? size;
  const rows = await toReportRows({ samples, size }, choice, run);
  const wanted = modalities.filter(isWanted(choice));
  const diverse = wanted.flatMap(({ uses, mostDeclared, modality }) =>
    uses === undefined || mostDeclared !== undefined ? [] : [modality],
  );
  const declared = await findMostDeclared(snapshot, choice, diverse);
  return {
    rows,
    pairs,
    modalities: wanted.map((one) => ({
      ...toName(one),
      ...toFigures(one, rarefyTo),
      leaders: one.leaders,
      mostDeclared: one.mostDeclared ?? (one.uses === undefined ? [] : (declared.get(one.modality) ?? [])),
    })),
  };
}

/** The rows of counted samples, in no particular order. */
export async function toReportRows(
  { samples, size }: Pick<CountedSamples, 'samples' | 'size'>,
  choice: RowChoice,
  { signal, onProgress }: RowRun = {},
): Promise<ReportRow[]> {
  const pace = toPace(signal);
  const rows: ReportRow[] = [];
  const wanted = samples.filter(isWanted(choice));
  for (const sample of wanted) {
    onProgress?.({ type: 'step', phase: 'rows', done: rows.length, total: wanted.length });
    await pace(sample.frequencies.n);
    const named = toName(sample);
    const requested =
      choice.requests === undefined
        ? {}
        : await figuresOnRequest(sample.frequencies, named, choice.requests, pace);
    rows.push({
      ...named,
      ...toFigures(sample, choice.rarefyTo ?? size),
      maxId: sample.leaders[0]?.id ?? null,
      ...requested,
    });
  }
  return rows;
}

const toName = ({ measure: { question, measure, population }, modality, task }: CountedSample) => ({
  ...{ question, measure, modality, task, population },
});

function toFigures({ measure, frequencies, uses }: CountedSample, size: number | null) {
  const figures = computeFigures(frequencies, measure.population);
  return { ...figures, ...(uses === undefined ? noDiversity : diversity(uses, figures.nNonzero, size)) };
}

const isWanted = (choice: RowChoice) => (sample: CountedSample) =>
  choice.modalities === null || choice.modalities.includes(sample.modality);
