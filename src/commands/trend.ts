import { definitionsOf } from '../definitions/protocols.ts';
import { modalities as allModalities } from '../definitions/tasks.ts';
import { sortRows } from '../documents/report/sort-rows.ts';
import {
  type TrendDocument,
  type TrendRow,
  type TrendSnapshot,
  trendWarnings,
} from '../documents/trend/trend.ts';
import { toTrendPage } from '../documents/trend/trend-page.ts';
import { HfreuseError, usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { renderPage } from '../render/render-page.ts';
import { version } from '../version.ts';
import type { ReportOptions } from './report.ts';
import { toSqlChoice } from './sql.ts';
import { readDates } from './trend/read-dates.ts';
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
];

/** The options of `report --trend`; without `snapshot` where it is only the default. */
export type TrendOptions = Omit<ReportOptions, 'snapshot'> & { trend: string; snapshot?: string };

/**
 * `hfreuse report --trend <folder>`: each headline figure for every date of an export.
 * @returns the exit code: 0 done, 3 where a date is incomplete, 130 interrupted
 */
export async function trend(io: Io, options: TrendOptions): Promise<number> {
  checkTrendOptions(options);
  checkOutput(options, []);
  try {
    return await writeTrend(io, options);
  } catch (error) {
    if (!io.signal.aborted) throw error;
    if (options.quiet !== true) io.stderr.write('interrupted; nothing was written\n');
    return 130;
  }
}

async function writeTrend(io: Io, options: TrendOptions): Promise<number> {
  const choice = toSqlChoice(options);
  const { snapshots, rows } = await readDates(options.trend, choice, io.signal);
  const incomplete = snapshots.filter(({ complete }) => !complete).map(({ date }) => date);
  if (options.requireComplete === true && incomplete.length > 0) {
    throw notComplete(options.trend, incomplete);
  }
  const document = toDocument(choice, snapshots, rows);
  await writeOutput(io, options, renderPage(options.format, toTrendPage(document), options));
  // The other formats carry their warnings themselves.
  if (options.quiet !== true && ['csv', 'tsv'].includes(options.format)) {
    for (const warning of document.warnings) io.stderr.write(`warning: ${warning}\n`);
  }
  return incomplete.length === 0 ? 0 : 3;
}

function toDocument(
  { protocol, questions, tasks, modalities }: ReturnType<typeof toSqlChoice>,
  snapshots: TrendSnapshot[],
  rows: readonly TrendRow[],
): TrendDocument {
  const asked = { protocol, questions, modalities: modalities ?? (tasks === null ? allModalities : []) };
  const definitions = Object.entries(definitionsOf(protocol));
  return {
    schemaVersion: 1,
    generator: { name: 'hfreuse', version },
    protocol,
    definitions: Object.fromEntries(definitions.filter(([question]) => questions.includes(question))),
    warnings: trendWarnings(snapshots, asked),
    snapshots,
    // Sorting keeps the order of what is equal: each task's dates follow one another.
    rows: sortRows(rows, 'task'),
  };
}

function checkTrendOptions(options: TrendOptions): void {
  const given = notOfTrends.find(([key]) => options[key] !== undefined);
  if (given !== undefined) {
    throw usageError(
      `${given[1]} does not go with --trend, which takes --question, --modality, --task, --protocol, --format, --output, --bom, --decimals and --require-complete`,
    );
  }
  if (options.snapshot !== undefined) {
    throw usageError('--snapshot does not go with --trend, which reads a folder of exports');
  }
  if (options.by !== 'task')
    throw usageError('--by modality does not go with --trend, whose rows are by task');
  if (options.sort !== 'mean')
    throw usageError('--sort does not go with --trend, whose rows are by task and date');
}

const notComplete = (folder: string, dates: readonly string[]): HfreuseError =>
  new HfreuseError(`${folder} has incomplete dates, and --require-complete was given: ${dates.join(', ')}`, {
    exitCode: 3,
    hint: 'collect the rest, then export it again with --replace',
  });
