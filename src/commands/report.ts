import { waitForAll } from '../async.ts';
import type { Period } from '../definitions/periods.ts';
import type { ReportDocument } from '../documents/report/report-row.ts';
import { sortRows } from '../documents/report/sort-rows.ts';
import { HfreuseError } from '../errors.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import { isSlice } from '../snapshot/read/edge-choice.ts';
import { type CoverageGroup, readStudy2025Coverage } from '../snapshot/read/read-coverage.ts';
import { readExtras } from './report/extras.ts';
import { type JudgedReport, judgeReport, type ReportRequest } from './report/request.ts';
import { nameLeftOut, splitBySize } from './report/split-by-size.ts';
import { toReportDocument } from './report/to-document.ts';
import { findUndated, narrowToDated } from './report/undated.ts';
import { widenToWhole } from './report/whole-slice.ts';
import { type RowChoice, readReportFigures } from './report-rows.ts';
import { type RunOptions, withAbort } from './run-options.ts';
import { readSnapshotState, type SnapshotState } from './snapshot-facts.ts';
import { readStoredCoverage } from './stored-samples.ts';
import { type SnapshotSource, withSnapshot } from './with-snapshot.ts';

/**
 * The tables that answer RQ1, RQ2 and RQ3; `snapshot.complete` is whether they cover all that was to be collected.
 * @param source an open snapshot, or the file of one
 * @throws HfreuseError (exit 2) for a request that cannot be, (exit 3) for an incomplete snapshot where a complete one
 * is required, (exit 1) for a file that is not a snapshot; AbortError
 */
export async function report(
  source: SnapshotSource,
  request: ReportRequest = {},
  run: RunOptions = {},
): Promise<ReportDocument> {
  const { signal } = run;
  const judged = judgeReport(request);
  return withAbort(signal, () =>
    withSnapshot(
      source,
      async (snapshot) => {
        signal?.throwIfAborted();
        return await readReport(snapshot, judged, run);
      },
      { signal },
    ),
  );
}

async function readReport(
  snapshot: Snapshot,
  judged: JudgedReport,
  run: RunOptions,
): Promise<ReportDocument> {
  const { sort, requireComplete, minN } = judged;
  const state = await readSnapshotState(snapshot);
  if (requireComplete && !state.complete) throw incompleteError(snapshot);
  const ends = judged.every === null ? null : await findEnds(snapshot, judged.every, state);
  // What a history has besides its rows is of its last slice.
  const choice = ends === null ? judged.choice : { ...judged.choice, createdBefore: ends.at(-1) };
  const undated = await findUndated(snapshot, choice);
  const answered = narrowToDated(choice, undated);
  const counted = await widenToWhole(snapshot, answered);
  const [figures, stored] = await waitForAll([
    readReportFigures(snapshot, counted, run),
    isSlice(counted) ? null : readCoverage(snapshot, counted),
  ]);
  const all =
    ends === null
      ? sortRows(figures.rows, sort)
      : await (await loadHistory()).readHistory(snapshot, answered, { ends, sort }, run);
  const { large, small } = splitBySize(all, minN);
  const document = toReportDocument(
    state,
    { ...judged, choice },
    {
      rows: large,
      pairs: stored ?? figures.pairs ?? (await readCoverage(snapshot, counted)),
      modalities: figures.modalities,
      extras: await readExtras(snapshot, answered, all, judged),
      undated,
    },
  );
  return { ...document, warnings: [...document.warnings, ...nameLeftOut(small, minN)] };
}

/** Most reports have none. */
const loadHistory = () => import('./report/history.ts');

const findEnds = async (snapshot: Snapshot, every: Period, state: SnapshotState): Promise<string[]> =>
  (await loadHistory()).readPeriodEnds(snapshot, every, momentOf(state));

/** The snapshot's own date. */
const momentOf = ({ provenance: { finishedAt, startedAt } }: SnapshotState): string =>
  finishedAt ?? startedAt;

/** Where the pairs lead that no graph has counted. */
const readCoverage = (snapshot: Snapshot, choice: RowChoice): Promise<CoverageGroup[]> =>
  choice.protocol === 'study-2025' && isSlice(choice)
    ? readStudy2025Coverage(snapshot, choice)
    : readStoredCoverage(snapshot, choice.protocol);

const incompleteError = (snapshot: Snapshot): HfreuseError =>
  new HfreuseError(`${snapshot.path} is incomplete, and --require-complete was given`, {
    exitCode: 3,
    hint: `hfreuse status --snapshot ${snapshot.path}; hfreuse collect goes on`,
  });
