import { toPace } from '../async.ts';
import type { ReportRow } from '../documents/report/report-row.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import { diversity, noDiversity } from '../statistics/diversity.ts';
import { computeFigures } from '../statistics/figures.ts';
import { figuresOnRequest, type Requests } from '../statistics/on-request.ts';
import { type CountedSample, countSamples, type SampleChoice } from './count-samples.ts';
import { readStoredSamples } from './stored-samples.ts';

/** Which rows a report is to have; null where everything is wanted. */
export interface RowChoice extends SampleChoice {
  /** Modalities, or null for all. */
  modalities: readonly string[] | null;
  requests?: Requests;
  /** The number of declaring models to rarefy to; that of the smallest task with enough of them, where not given. */
  rarefyTo?: number;
}

/**
 * The rows of a report, in no particular order. The derived tables must be there.
 * @param signal ends the work, which takes long where much is requested
 */
export async function readReportRows(
  snapshot: Snapshot,
  choice: RowChoice,
  signal?: AbortSignal,
): Promise<ReportRow[]> {
  const stored = await readStoredSamples(snapshot, choice);
  const { samples, size } = stored ?? (await countSamples(snapshot, choice));
  const pace = toPace(signal);
  const rows: ReportRow[] = [];
  for (const { measure, modality, task, frequencies, leaders, uses } of samples.filter(isWanted(choice))) {
    await pace(frequencies.n);
    const { question, measure: name, population } = measure;
    const figures = computeFigures(frequencies, population);
    const spread =
      uses === undefined ? noDiversity : diversity(uses, figures.nNonzero, choice.rarefyTo ?? size);
    const named = { question, measure: name, modality, task, population };
    const requested =
      choice.requests === undefined ? {} : await figuresOnRequest(frequencies, named, choice.requests, pace);
    const maxId = leaders[0]?.id ?? null;
    rows.push({ ...named, ...figures, ...spread, maxId, ...requested });
  }
  return rows;
}

const isWanted = (choice: RowChoice) => (sample: CountedSample) =>
  choice.modalities === null || choice.modalities.includes(sample.modality);
