import { defaults } from '../../commands/defaults.ts';
import { usageError } from '../../errors.ts';
import { refuseDate } from './check-date.ts';
import type { ReportOptions } from './report.ts';

/**
 * Refuses options of `report` that the way of printing has no place for, and dates that no calendar has. What
 * contradicts itself in any format is refused by the command.
 * @throws HfreuseError (exit 2) naming the option and the choices
 */
export function refuseReport(options: ReportOptions): void {
  const refusal = [refuseLorenz, refuseSlice, refuseOneTable].flatMap((check) => check(options) ?? [])[0];
  if (refusal !== undefined) throw usageError(refusal);
}

const refuseLorenz = ({ lorenz, format }: ReportOptions): string | null =>
  lorenz === true && !['json', 'csv', 'tsv'].includes(format)
    ? '--lorenz gives the points of a curve, which only --format json, csv and tsv can hold'
    : null;

const refuseSlice = ({ createdBefore }: ReportOptions): string | null =>
  refuseDate('--created-before', createdBefore);

/** CSV and TSV hold one table: what changes no more than the ordinary rows is not seen there. */
function refuseOneTable(options: ReportOptions): string | null {
  const { compare, grid, format } = options;
  if (!['csv', 'tsv'].includes(format) || (compare !== true && grid !== true)) return null;
  if (compare === true && grid === true) {
    return `${format} holds one table: --compare or --grid, not both; the other formats hold both`;
  }
  const unseen = unseenOptions(options)[0];
  if (unseen === undefined) return null;
  const shown = compare === true ? '--compare' : '--grid';
  return `${unseen} is about the ordinary rows, which ${format} with ${shown} leaves out; choose another --format`;
}

/** Options given that change the ordinary rows only. */
const unseenOptions = ({ columns, minN, rarefy, ci, fitTail, fitP }: ReportOptions): string[] => [
  ...(columns === undefined ? [] : ['--columns']),
  ...(minN === undefined ? [] : ['--min-n']),
  ...(rarefy === undefined ? [] : ['--rarefy']),
  ...(ci === undefined ? [] : ['--ci']),
  ...(fitTail === undefined ? [] : ['--fit-tail']),
  ...(fitP === undefined ? [] : ['--fit-p']),
];

/** What a report of one snapshot takes, and a trend does not: key and option. */
const notOfTrends: readonly (readonly [keyof ReportOptions, string])[] = [
  ['relation', '--relation'],
  ['columns', '--columns'],
  ['createdBefore', '--created-before'],
  ['every', '--every'],
  ['excludeSameOwner', '--exclude-same-owner'],
  ['rarefy', '--rarefy'],
  ['minN', '--min-n'],
  ['failOn', '--fail-on'],
  ['ci', '--ci'],
  ['fitTail', '--fit-tail'],
  ['fitP', '--fit-p'],
  ['lorenz', '--lorenz'],
  ['compare', '--compare'],
  ['grid', '--grid'],
];

/**
 * Refuses options of `report` that do not go with `--trend`.
 * @throws HfreuseError (exit 2) naming the option
 */
export function refuseTrend(options: ReportOptions, isSnapshotGiven: boolean): void {
  const given = notOfTrends.find(([key]) => options[key] !== undefined);
  if (given !== undefined) {
    throw usageError(
      `${given[1]} does not go with --trend, which takes --question, --measure, --modality, --task, --protocol, --format, --output, --bom, --decimals and --require-complete`,
    );
  }
  if (isSnapshotGiven) {
    throw usageError('--snapshot does not go with --trend, which reads a folder of exports');
  }
  if (options.by !== defaults.by)
    throw usageError('--by modality does not go with --trend, whose rows are by task');
  if (options.sort !== defaults.sort)
    throw usageError('--sort does not go with --trend, whose rows are by task and date');
}
