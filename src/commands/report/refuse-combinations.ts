import { usageError } from '../../errors.ts';
import type { ReportOptions } from '../report.ts';

/**
 * Options that make no sense together, as far as they concern what stands beside the ordinary rows.
 * @throws HfreuseError (exit 2) naming both
 */
export function refuseCombinations(options: ReportOptions): void {
  const { compare, protocol, by, format } = options;
  if (compare !== true) return;
  if (protocol !== 'study-2025') {
    throw usageError(
      '--compare sets published figures of the study beside ours: it takes --protocol study-2025, not current',
    );
  }
  if (by !== 'task')
    throw usageError('--compare takes --by task, not modality: the study published figures by task');
  const unseen = unseenOptions(options)[0];
  if (['csv', 'tsv'].includes(format) && unseen !== undefined) {
    throw usageError(
      `${unseen} is about the ordinary rows, and a ${format} with --compare holds the comparison alone; choose another --format`,
    );
  }
}

/** Options given that change the ordinary rows only. */
const unseenOptions = ({ columns, ci, fitTail, fitP }: ReportOptions): string[] => [
  ...(columns === undefined ? [] : ['--columns']),
  ...(ci === undefined ? [] : ['--ci']),
  ...(fitTail === undefined ? [] : ['--fit-tail']),
  ...(fitP === undefined ? [] : ['--fit-p']),
];
