import type { Command } from 'commander';
import type { CodebookOptions } from '../commands/codebook.ts';
import { codebook as tables } from '../documents/codebook.ts';
import type { Io } from '../io.ts';
import { addCommonOptions, addOutputOption, listOf, oneOf } from './parse-options.ts';

const formats = ['table', 'markdown', 'json', 'frictionless'];

/** Adds `codebook` to the program. */
export function addCodebook(program: Command, io: Io): void {
  const command = program
    .command('codebook')
    .description('every column of every table: meaning, unit, formula');
  addOutputOption(addCommonOptions(command))
    .option(
      '--format <format>',
      `how to print: ${formats.join(', ')} (the Table Schema of the report's CSV)`,
      oneOf('--format', formats),
      'table',
    )
    .option(
      '--table <names>',
      'only these tables',
      listOf(
        '--table',
        tables.map(({ name }) => name),
      ),
    )
    .option(
      '--with <options>',
      'frictionless: the columns of these options of report too',
      listOf('--with', ['ci', 'fit-tail']),
    )
    .action(async (options: CodebookOptions) => {
      const { codebook } = await import('../commands/codebook.ts');
      process.exitCode = await codebook(io, options);
    });
}
