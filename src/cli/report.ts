import type { Command } from 'commander';
import type { ReportOptions } from '../commands/report.ts';
import { protocols } from '../definitions/protocols.ts';
import type { Io } from '../io.ts';
import {
  addCommonOptions,
  addOutputOptions,
  addRowOptions,
  addSnapshotOption,
  list,
  listOf,
  named,
  oneOf,
  wholeNumber,
} from './parse-options.ts';

/** Adds `report` to the program. */
export function addReport(program: Command, io: Io): void {
  const command = program.command('report').description('per-task tables that answer RQ1, RQ2, RQ3');
  const formats = ['table', 'csv', 'tsv', 'json', 'markdown', 'html'];
  addRowOptions(addCommonOptions(addOutputOptions(addSnapshotOption(command), formats)), protocols)
    .option(
      '--relation <names>',
      'RQ3, current: only edges of these relations',
      listOf('--relation', ['finetune', 'adapter', 'quantized', 'merge', 'unspecified']),
    )
    .option('--columns <names>', 'only these columns, by JSON or CSV name', list)
    .option('--sort <column>', 'task, or a column to sort by, descending', 'mean')
    .option('--by <what>', 'a row per task or per modality', oneOf('--by', ['task', 'modality']), 'task')
    .option('--created-before <date>', 'only repos created before it, as far as they still exist')
    .option('--exclude-same-owner', 'leave out edges within one owner')
    .option(
      '--fail-on <condition>',
      "such as 'mean<0.5': exit 4 when a row matches, or there is none; may be repeated",
      (value: string, before: string[] | undefined) => [...(before ?? []), value],
    )
    .option(
      '--ci <resamples>',
      '95 % bootstrap intervals of mean, sd and Gini',
      wholeNumber('--ci', 1, 100_000),
    )
    .option('--seed <n>', 'seed of everything random', wholeNumber('--seed', 0), 1)
    .option('--fit-tail', 'fit a power law to the tail of each row, and compare it')
    .option('--fit-p <simulations>', "the fit's p by so many simulations", wholeNumber('--fit-p', 1, 100_000))
    .option('--lorenz', 'the points of the Lorenz curves, in JSON')
    .option(
      '--compare',
      "study-2025: the study's published figures beside ours, and what the protocols differ by",
    )
    .option('--grid', 'each headline mean under the other choices, one at a time, and what survives them')
    .option(
      '--trend <folder>',
      'the headline figures of every snapshot in a folder of exports, by date',
      named('--trend', 'a folder'),
    )
    .option('--require-complete', 'no table at all from an incomplete snapshot')
    .action(async (options: ReportOptions & { trend?: string }) => {
      if (options.trend !== undefined) {
        const { trend } = await import('../commands/trend.ts');
        // The default is nobody's choice.
        const given = command.getOptionValueSource('snapshot') !== 'default';
        const snapshot = given ? options.snapshot : undefined;
        process.exitCode = await trend(io, { ...options, snapshot, trend: options.trend });
        return;
      }
      const { report } = await import('../commands/report.ts');
      process.exitCode = await report(io, { ...options, question: options.question ?? ['1', '2', '3'] });
    });
}
