import type { Command } from 'commander';
import type { ExportCommandOptions } from '../commands/export.ts';
import type { Io } from '../io.ts';
import { addCommonOptions, addSnapshotOption, named, oneOf } from './parse-options.ts';

/** Adds `export` to the program. */
export function addExport(program: Command, io: Io): void {
  const command = program.command('export').description('graphs and tables for other programs');
  addCommonOptions(addSnapshotOption(command))
    .option('--format <format>', 'what to write: parquet', oneOf('--format', ['parquet']), 'parquet')
    .option(
      '--to <folder>',
      'where; each snapshot is a folder snapshot_date=YYYY-MM-DD in it',
      named('--to', 'a folder'),
      'hub-export',
    )
    .option('--replace', 'replace the folder of the same date')
    .action(async (options: ExportCommandOptions) => {
      const { exportSnapshot } = await import('../commands/export.ts');
      process.exitCode = await exportSnapshot(io, options);
    });
}
