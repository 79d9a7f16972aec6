import type { Cli } from './command.ts';
import type { ReportOptions } from './options/report.ts';
import { refuseTrend } from './options/report-conflicts.ts';
import { toRowRequest } from './options/to-row-request.ts';
import { toSay, untilInterrupted, withStatusLine } from './to-run.ts';
import { checkOutput, writeWarnings } from './write-output.ts';
import { writePage } from './write-page.ts';

/**
 * `hfreuse report --trend <folder>`.
 * @returns the exit code: 0 done, 3 where a date is incomplete, 130 interrupted
 */
export async function writeTrend(
  { io }: Cli,
  folder: string,
  options: ReportOptions,
  isSnapshotGiven: boolean,
): Promise<number> {
  refuseTrend(options, isSnapshotGiven);
  checkOutput(options, []);
  const { trend } = await import('../commands/trend.ts');
  return untilInterrupted(toSay(io, options), async () => {
    const request = { ...toRowRequest(options), requireComplete: options.requireComplete };
    const document = await withStatusLine(io, options, (run) => trend(folder, request, run));
    const { toTrendPage } = await import('../documents/trend/trend-page.ts');
    await writePage(io, options, toTrendPage(document), async () => {
      const { trendFigures } = await import('../documents/trend/trend-figures.ts');
      return trendFigures(document);
    });
    writeWarnings(io, options, document.warnings);
    return document.snapshots.every(({ complete }) => complete) ? 0 : 3;
  });
}
