import { usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { type RowFormat, renderRows } from '../render/render-rows.ts';
import { trendColumns } from '../render/trend-columns.ts';
import { queryExport } from '../snapshot/export/query-export.ts';
import { buildSql } from '../study/sql/build-sql.ts';
import type { ReportOptions } from './report.ts';
import { toSqlChoice } from './sql.ts';
import { checkOutput, writeOutput } from './write-output.ts';

/** What a report of one snapshot takes, and a trend does not: key and option. */
const notOfTrends: readonly (readonly [keyof ReportOptions, string])[] = [
  ['relation', '--relation'],
  ['columns', '--columns'],
  ['createdBefore', '--created-before'],
  ['excludeSameOwner', '--exclude-same-owner'],
  ['failOn', '--fail-on'],
  ['ci', '--ci'],
  ['fitTail', '--fit-tail'],
  ['fitP', '--fit-p'],
  ['lorenz', '--lorenz'],
  ['compare', '--compare'],
  ['grid', '--grid'],
  ['requireComplete', '--require-complete'],
];

/**
 * `hfreuse report --trend <folder>`: each headline figure for every date of an export.
 * @returns the exit code
 */
export async function trend(io: Io, options: ReportOptions & { trend: string }): Promise<number> {
  const given = notOfTrends.find(([key]) => options[key] !== undefined);
  if (given !== undefined) {
    throw usageError(
      `${given[1]} does not go with --trend, which takes --question, --modality, --task, --protocol, --format, --output and --decimals`,
    );
  }
  if (options.by !== 'task')
    throw usageError('--by modality does not go with --trend, whose rows are by task');
  if (options.sort !== 'mean') throw usageError('--sort does not go with --trend, whose rows are by date');
  checkOutput(options, []);
  const query = buildSql({ ...toSqlChoice(options), dialect: 'duckdb', folder: options.trend });
  const rows = await queryExport(query, options.trend);
  await writeOutput(
    io,
    options,
    renderRows(options.format as RowFormat, trendColumns, rows.map(toTrendRow), options),
  );
  return 0;
}

/** `effective_number` → `effectiveNumber`: rows have the JSON names everywhere. */
const toTrendRow = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
