import type { Command } from 'commander';
import { defaults } from '../commands/defaults.ts';
import { type DialectName, dialects } from '../definitions/sql/dialects.ts';
import type { Cli } from './command.ts';
import { addHelp } from './options/help.ts';
import { textOption, wordOption } from './options/make-option.ts';
import {
  addOptions,
  generalOptions,
  headings,
  type OutputOptions,
  outputOption,
  type RowOptions,
  rowOptions,
} from './options/shared.ts';
import { toRowRequest } from './options/to-row-request.ts';
import { checkOutput, writeOutput } from './write-output.ts';

/** The options of `sql`, as they are parsed. */
interface SqlOptions extends OutputOptions, RowOptions {
  dialect: DialectName;
  from: string;
}

/** Adds `sql` to the program. */
export function addSql(program: Command, { io, exit }: Cli): void {
  const command = program
    .command('sql')
    .description('the queries that answer RQ1–RQ3 on the exported tables');
  addOptions(command, headings.which, [
    textOption('--from <folder>', 'the folder of the export', 'a folder', defaults.exportFolder),
    ...rowOptions(),
  ]);
  addOptions(command, headings.output, [
    wordOption('--dialect <dialect>', 'the engine', Object.keys(dialects), defaults.dialect),
    outputOption(),
  ]);
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [
      ['hfreuse sql', 'for DuckDB, on hub-export'],
      ['hfreuse sql --dialect spark --question 2 --output rq2.sql', 'one question, for Spark'],
    ],
  });
  command.action(async (options: SqlOptions) => {
    checkOutput(options, []);
    const { sql } = await import('../commands/sql.ts');
    const { dialect, from } = options;
    await writeOutput(io, options, sql({ ...toRowRequest(options), dialect, folder: from }));
    exit(0);
  });
}
