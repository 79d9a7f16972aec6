import type { Command } from 'commander';
import type { AuditCommandOptions } from '../commands/audit.ts';
import type { Io } from '../io.ts';
import { addCommonOptions, addOutputOptions, oneOf } from './parse-options.ts';

/** Adds `audit` to the program. */
export function addAudit(program: Command, io: Io): void {
  const command = program
    .command('audit')
    .description('can these published means and standard deviations be true?')
    .argument(
      '[files...]',
      "CSV with the columns mean and sd, and where known n, min, max (default: the study's poster)",
    );
  addCommonOptions(addOutputOptions(command, ['table', 'csv', 'tsv', 'json', 'markdown']))
    .option('--counts', 'whole numbers of at least min, 0 where not given (the default)')
    .option('--real', 'real numbers')
    .option(
      '--rounding <how>',
      'how figures were printed: round, truncate or either',
      oneOf('--rounding', ['round', 'truncate', 'either']),
      'either',
    )
    .option('--strict', 'exit 4 if any row is impossible')
    .action(async (files: string[], options: AuditCommandOptions) => {
      const { audit } = await import('../commands/audit.ts');
      process.exitCode = await audit(io, files, options);
    });
}
