import type { Column } from '../documents/column.ts';
import { findReportColumn, isFigure, isSortable, refuseColumns } from '../documents/report/choose-columns.ts';
import type { ReportRow } from '../documents/report/report-row.ts';
import { reportTable } from '../documents/report/report-table.ts';
import { type HfreuseError, usageError } from '../errors.ts';
import { type Condition, parseCondition } from './fail-on.ts';
import type { ReportOptions } from './options/report.ts';

/** The options that name columns of the report. */
type Naming = Pick<
  ReportOptions,
  'columns' | 'sort' | 'failOn' | 'format' | 'every' | 'ci' | 'fitTail' | 'fitP' | 'lorenz'
>;

/** What the options that name columns come to. */
export interface NamedColumns {
  sort: keyof ReportRow;
  conditions: Condition[];
}

/**
 * Reads --columns, --sort and --fail-on.
 * @throws HfreuseError (exit 2) for an unknown name, or one that needs another option
 */
export function toNamedColumns(options: Naming): NamedColumns {
  const { columns = [], sort, failOn = [], format } = options;
  const refusal = options.columns === undefined ? null : refuseColumns(columns, format);
  if (refusal !== null) throw usageError(`--columns: ${refusal.problem}`);
  for (const name of columns) checkRequested('--columns', name, options);
  const key = findReportColumn(sort);
  if (key === undefined || !isSortable(key)) {
    throw usageError(`--sort knows no column ${JSON.stringify(sort)}; choose from ${keysOf(isSortable)}`);
  }
  return { sort: key.key as keyof ReportRow, conditions: failOn.map((text) => toCondition(text, options)) };
}

function toCondition(text: string, options: Naming): Condition {
  const find = (name: string) => {
    checkRequested('--fail-on', name, options);
    const column = findReportColumn(name);
    return column !== undefined && (isFigure(column) || column.part !== undefined) ? column : null;
  };
  return parseCondition(
    text,
    find,
    reportTable.columns.filter(isFigure).map(({ key }) => key),
  );
}

/** Intervals, tails and curves are there on request alone. */
function checkRequested(option: string, name: string, { every, ci, fitTail, fitP, lorenz }: Naming): void {
  const request = findReportColumn(name)?.request;
  const given: Record<string, boolean> = {
    '--every': every !== undefined,
    '--ci': ci !== undefined,
    '--fit-tail': fitTail === true || fitP !== undefined,
    '--lorenz': lorenz === true,
  };
  if (request !== undefined && given[request] !== true) throw needs(`${option} ${name}`, request);
}

const needs = (what: string, request: string): HfreuseError => usageError(`${what} needs ${request}`);

const keysOf = (isWanted: (column: Column) => boolean): string =>
  reportTable.columns
    .filter(isWanted)
    .map(({ key }) => key)
    .join(', ');
