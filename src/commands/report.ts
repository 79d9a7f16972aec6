import { failureOf } from '../cli/fail-on.ts';
import type { Protocol } from '../definitions/protocols.ts';
import { studyTasks } from '../definitions/tasks.ts';
import { toReportPage } from '../documents/report/report-page.ts';
import { sortRows } from '../documents/report/sort-rows.ts';
import { HfreuseError } from '../errors.ts';
import type { Grouping } from '../graph/groups.ts';
import type { Io } from '../io.ts';
import { renderPage } from '../render/render-page.ts';
import { type Relation, relations } from '../snapshot/derive/clean-names.ts';
import { ensureDerived } from '../snapshot/derive/derive.ts';
import { openSnapshot, type Snapshot, snapshotFiles } from '../snapshot/file/open-snapshot.ts';
import { toNamedColumns } from './report/check-columns.ts';
import { checkReportOptions } from './report/check-options.ts';
import { readExtras } from './report/extras.ts';
import { refuseCombinations } from './report/refuse-combinations.ts';
import { toDocument } from './report/to-document.ts';
import { answerable, findUndated } from './report/undated.ts';
import { type RowChoice, readReportRows } from './report-rows.ts';
import { readSnapshotState } from './snapshot-facts.ts';
import { checkOutput, type OutputOptions, writeOutput } from './write-output.ts';

/** The options of `report`; undefined where one was not given. */
export interface ReportOptions extends OutputOptions {
  snapshot: string;
  question: string[];
  /** Not given: nlp and cv, or whatever the tasks asked for belong to. */
  modality?: string[];
  task?: string[];
  protocol: Protocol;
  relation?: string[];
  format: string;
  bom?: boolean;
  decimals?: number;
  columns?: string[];
  sort: string;
  requireComplete?: boolean;
  by: Grouping;
  createdBefore?: string;
  excludeSameOwner?: boolean;
  failOn?: string[];
  ci?: number;
  seed: number;
  fitTail?: boolean;
  fitP?: number;
  lorenz?: boolean;
  compare?: boolean;
  grid?: boolean;
}

/** What is reported, whatever the snapshot holds. */
const defaultModalities: readonly string[] = ['nlp', 'cv'];

/**
 * `hfreuse report`: the tables that answer RQ1, RQ2 and RQ3.
 * @returns the exit code: 0 done, 3 from an incomplete snapshot
 */
export async function report(io: Io, options: ReportOptions): Promise<number> {
  checkReportOptions(options);
  refuseCombinations(options);
  checkOutput(options, snapshotFiles(options.snapshot));
  const { sort, conditions } = toNamedColumns(options);
  const choice = toChoice(options);
  const snapshot = await openSnapshot(options.snapshot);
  try {
    await ensureDerived(
      snapshot,
      studyTasks.map(({ task }) => task),
    );
    const state = await readSnapshotState(snapshot);
    if (options.requireComplete === true && !state.complete) throw incomplete(snapshot);
    const undated = await findUndated(snapshot, choice);
    const answered = answerable(choice, undated);
    const rows = sortRows(await readReportRows(snapshot, answered), sort);
    const extras = await readExtras(snapshot, answered, rows, options);
    const document = toDocument(state, choice, rows, { extras, undated });
    await writeOutput(
      io,
      options,
      renderPage(options.format, toReportPage(document, options.columns), options),
    );
    // The other formats carry their warnings themselves; a table of values alone has no place for them.
    if (options.quiet !== true && ['csv', 'tsv'].includes(options.format)) {
      for (const warning of document.warnings) io.stderr.write(`warning: ${warning}\n`);
    }
    const failures = conditions.flatMap((condition) => failureOf(condition, rows) ?? []);
    for (const failure of failures) io.stderr.write(`hfreuse: --fail-on ${failure}\n`);
    if (failures.length > 0) return 4;
    return state.complete ? 0 : 3;
  } finally {
    snapshot.close();
  }
}

function toChoice(options: ReportOptions): RowChoice {
  const { modality = defaultModalities } = options;
  const bits = options.relation?.map((name) => 2 ** relations.indexOf(name as Relation));
  return {
    protocol: options.protocol,
    questions: options.question.map((number) => `RQ${number}`).sort(),
    // A task asked for by name is shown whatever its modality is.
    modalities: modality.includes('all') || options.task !== undefined ? null : modality,
    tasks: options.task ?? null,
    relations: bits === undefined ? null : bits.reduce((sum, bit) => sum | bit, 0),
    by: options.by,
    createdBefore: options.createdBefore,
    excludeSameOwner: options.excludeSameOwner,
    requests: {
      resamples: options.ci ?? 0,
      fitTail: options.fitTail === true || options.fitP !== undefined,
      simulations: options.fitP ?? 0,
      lorenz: options.lorenz === true,
      seed: options.seed,
    },
  };
}

const incomplete = (snapshot: Snapshot): HfreuseError =>
  new HfreuseError(`${snapshot.path} is incomplete, and --require-complete was given`, {
    exitCode: 3,
    hint: `hfreuse status --snapshot ${snapshot.path}; hfreuse collect goes on`,
  });
