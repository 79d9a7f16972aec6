import { HfreuseError, usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { findColumn, refuseColumns } from '../render/columns.ts';
import { renderReport } from '../render/render-report.ts';
import { type Relation, relations } from '../snapshot/derive/clean-names.ts';
import { ensureDerived } from '../snapshot/derive.ts';
import { openSnapshot, type Snapshot } from '../snapshot/open-snapshot.ts';
import { type Condition, failureOf, parseCondition } from '../study/fail-on.ts';
import type { Grouping } from '../study/groups.ts';
import { definitionsOf } from '../study/protocols.ts';
import type { Protocol, ReportDocument, ReportRow } from '../study/report-row.ts';
import { refuseUnknown } from '../study/scope.ts';
import { sortRows } from '../study/sort-rows.ts';
import { modalities as allModalities, studyTasks } from '../study/tasks.ts';
import { warningsFor } from '../study/warnings.ts';
import { version } from '../version.ts';
import { type RowChoice, readReportRows } from './report-rows.ts';
import { readSnapshotState, type SnapshotState, toFacts } from './snapshot-facts.ts';
import { type OutputOptions, writeOutput } from './write-output.ts';

/** The options of `report`; undefined where one was not given. */
export interface ReportOptions extends OutputOptions {
  snapshot: string;
  question: string[];
  modality: string[];
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
}

/**
 * `hfreuse report`: the tables that answer RQ1, RQ2 and RQ3.
 * @returns the exit code: 0 done, 3 from an incomplete snapshot
 */
export async function report(io: Io, options: ReportOptions): Promise<number> {
  const choice = toChoice(options);
  const sort = toSortKey(options);
  const conditions = (options.failOn ?? []).map(toCondition);
  const snapshot = await openSnapshot(options.snapshot);
  try {
    await ensureDerived(
      snapshot,
      studyTasks.map(({ task }) => task),
    );
    const state = await readSnapshotState(snapshot);
    if (options.requireComplete === true && !state.complete) throw incomplete(snapshot);
    const rows = sortRows(await readReportRows(snapshot, choice), sort);
    const document = toDocument(state, choice, rows);
    await writeOutput(io, options, renderReport(options.format, document, options));
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
  const everything = options.modality.includes('all');
  const refusal = refuseUnknown({
    protocol: options.protocol,
    modality: everything ? [] : options.modality,
    task: options.task,
  });
  if (refusal !== null) throw usageError(refusal.problem);
  if (options.relation !== undefined && options.protocol !== 'current') {
    throw usageError('--relation goes with --protocol current only: the study counts lists, not relations');
  }
  if (options.lorenz === true && options.format !== 'json') {
    throw usageError('--lorenz gives the points of a curve, which only --format json can hold');
  }
  if (options.excludeSameOwner === true && options.protocol !== 'current') {
    throw usageError(
      '--exclude-same-owner goes with --protocol current only: the study counts lists, not edges',
    );
  }
  if (options.createdBefore !== undefined && Number.isNaN(Date.parse(options.createdBefore))) {
    throw usageError(
      `--created-before takes a date such as 2025-02-15, not ${JSON.stringify(options.createdBefore)}`,
    );
  }
  const bits = options.relation?.map((name) => 2 ** relations.indexOf(name as Relation));
  return {
    protocol: options.protocol,
    questions: options.question.map((number) => `RQ${number}`).sort(),
    // A task asked for by name is shown whatever its modality is.
    modalities: everything || options.task !== undefined ? null : options.modality,
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

function toCondition(text: string): Condition {
  const condition = parseCondition(text, (name) => {
    const column = findColumn(name);
    return column === undefined || column.kind === 'text' ? null : column.key;
  });
  if ('problem' in condition) throw usageError(condition.problem);
  return condition;
}

function toSortKey({ sort, columns, format }: ReportOptions): keyof ReportRow {
  const refusal = columns === undefined ? null : refuseColumns(columns, format);
  if (refusal !== null) throw usageError(refusal.problem);
  const column = findColumn(sort);
  if (column === undefined)
    throw usageError(
      `--sort knows no column ${JSON.stringify(sort)}; hfreuse report --format csv shows their names`,
    );
  return column.key as keyof ReportRow;
}

function toDocument(state: SnapshotState, choice: RowChoice, rows: ReportRow[]): ReportDocument {
  const { provenance } = state;
  const asked = {
    protocol: choice.protocol,
    questions: choice.questions,
    createdBefore: choice.createdBefore,
    excludeSameOwner: choice.excludeSameOwner,
    modalities: choice.modalities ?? (choice.tasks === null ? [...allModalities] : []),
  };
  const definitions = Object.entries(definitionsOf(choice.protocol));
  return {
    schemaVersion: 1,
    generator: { name: 'hfreuse', version },
    snapshot: {
      endpoint: provenance.endpoint,
      protocol: provenance.protocol,
      scope: provenance.scope,
      startedAt: provenance.startedAt,
      finishedAt: provenance.finishedAt,
      complete: state.complete,
      models: state.models,
      datasets: state.datasets,
      tasksPackage: provenance.tasksPackage,
      source: provenance.source,
    },
    protocol: choice.protocol,
    definitions: Object.fromEntries(definitions.filter(([question]) => choice.questions.includes(question))),
    warnings: warningsFor(toFacts(state), asked),
    renames: choice.protocol === 'current' ? state.renames : null,
    rows,
  };
}

const incomplete = (snapshot: Snapshot): HfreuseError =>
  new HfreuseError(`${snapshot.path} is incomplete, and --require-complete was given`, {
    exitCode: 3,
    hint: `hfreuse status --snapshot ${snapshot.path}; hfreuse collect goes on`,
  });
