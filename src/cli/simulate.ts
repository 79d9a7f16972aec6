import type { Command } from 'commander';
import type { SimulateOptions } from '../commands/simulate.ts';
import type { Io } from '../io.ts';
import { addCommonOptions, named, wholeNumber } from './parse-options.ts';

/** Adds `simulate` and `demo` to the program. */
export function addSimulate(program: Command, io: Io): void {
  const command = program
    .command('simulate')
    .description('a made-up Hub with known truth, as a snapshot or served over HTTP');
  addCommonOptions(command)
    .option('--models <n>', 'how many models', wholeNumber('--models', 1), 3000)
    .option(
      '--datasets <n>',
      'how many datasets (default: a third of the models)',
      wholeNumber('--datasets', 1),
    )
    .option('--seed <n>', 'the same seed gives the same bytes', wholeNumber('--seed', 0, 2 ** 31 - 1), 1)
    .option(
      '--snapshot <file>',
      'write it as a snapshot; a simulated one of that name is replaced',
      named('--snapshot', 'a file'),
    )
    .option(
      '--dump <folder>',
      'write it as a Parquet dump; with --serve, serve that too, as the dataset simulated/hub-stats',
    )
    .option('--serve', 'serve it on this machine until interrupted')
    .option('--port <n>', 'port to serve on; 0 takes a free one', wholeNumber('--port', 0, 65535), 0)
    .option('--quota <n>', 'requests allowed in five minutes', wholeNumber('--quota', 1), 1_000_000)
    .option(
      '--replay <folder>',
      'serve recorded metadata instead: models.ndjson, datasets.ndjson, renames.csv',
      named('--replay', 'a folder'),
    )
    .action(async (options: SimulateOptions) => {
      const { simulate } = await import('../commands/simulate.ts');
      process.exitCode = await simulate(io, {
        ...options,
        datasets: options.datasets ?? Math.max(1, Math.round(options.models / 3)),
      });
    });
  addCommonOptions(
    program.command('demo').description('collect from a simulated Hub and report, with no network'),
  ).action(async (options: { quiet?: boolean; debug?: boolean }) => {
    const { demo } = await import('../commands/demo.ts');
    process.exitCode = await demo(io, options);
  });
}
