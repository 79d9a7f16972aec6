import { usageError } from '../../errors.ts';
import type { ReportOptions } from '../report.ts';

/**
 * Options that make no sense together, as far as they concern what stands beside the ordinary rows.
 * @throws HfreuseError (exit 2) naming both
 */
export function refuseCombinations(options: ReportOptions): void {
  const refusal = [refuseCompare, refuseGrid, refuseOneTable].flatMap((check) => check(options) ?? [])[0];
  if (refusal !== undefined) throw usageError(refusal);
}

function refuseCompare({ compare, protocol, by }: ReportOptions): string | null {
  if (compare !== true) return null;
  if (protocol !== 'study-2025') {
    return `--compare sets published figures of the study beside ours: it takes --protocol study-2025, not ${protocol}`;
  }
  return by === 'task' ? null : `--compare takes --by task, not ${by}: the study published figures by task`;
}

function refuseGrid({ grid, by, relation, excludeSameOwner }: ReportOptions): string | null {
  if (grid !== true) return null;
  if (by !== 'task') return `--grid takes --by task, not ${by}: it ranks the tasks of a modality`;
  const other =
    relation === undefined ? (excludeSameOwner === true ? '--exclude-same-owner' : null) : '--relation';
  return other === null
    ? null
    : `--grid starts from the protocol's own definition, which ${other} changes; choose one`;
}

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
const unseenOptions = ({ columns, ci, fitTail, fitP }: ReportOptions): string[] => [
  ...(columns === undefined ? [] : ['--columns']),
  ...(ci === undefined ? [] : ['--ci']),
  ...(fitTail === undefined ? [] : ['--fit-tail']),
  ...(fitP === undefined ? [] : ['--fit-p']),
];
