import { type Column, findColumnIn, isFlat } from '../column.ts';
import type { DescribedColumn } from '../table.ts';
import { reportTable } from './report-table.ts';

/** The column of a report with that JSON or CSV name, letter for letter; undefined if there is none. */
export const findReportColumn = (name: string): DescribedColumn | undefined =>
  findColumnIn(reportTable.columns, name);

/** What is wrong with a choice of report columns for a format, with the choices; null if nothing is. */
export function refuseColumns(names: readonly string[], format: string): { problem: string } | null {
  const usable = reportTable.columns
    .filter((column) => format === 'json' || isFlat(column))
    .map(({ key }) => key);
  const wrong = names.find((name) => !usable.includes(findReportColumn(name)?.key ?? ''));
  if (names.length > 0 && wrong === undefined) return null;
  const missing = wrong === undefined ? 'no column is named' : `there is no column ${JSON.stringify(wrong)}`;
  const where =
    wrong !== undefined && findReportColumn(wrong) !== undefined ? ` in ${format}, only in json` : '';
  return { problem: `${missing}${where}; choose from ${usable.join(', ')}` };
}

/**
 * The report columns of these names, in the order given, each once.
 * @throws RangeError on a name that `refuseColumns` refuses
 */
export function chooseColumns(names: readonly string[]): Column[] {
  const chosen = new Map<string, Column>();
  for (const name of names) {
    const column = findReportColumn(name);
    if (column === undefined) throw new RangeError(`no report column ${JSON.stringify(name)}`);
    chosen.set(`${column.key} ${column.part ?? ''}`, column);
  }
  return [...chosen.values()];
}

/** Whether a column holds a number of each row. */
export const isFigure = ({ kind }: Column): boolean =>
  kind === 'count' || kind === 'number' || kind === 'share';

/** Whether rows can be sorted by a column. */
export const isSortable = (column: Column): boolean =>
  column.request === undefined && (isFigure(column) || column.kind === 'text');
