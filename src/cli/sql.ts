import type { Command } from 'commander';
import type { SqlOptions } from '../commands/sql.ts';
import { protocols } from '../definitions/protocols.ts';
import type { Io } from '../io.ts';
import { addCommonOptions, addOutputOption, addRowOptions, named, oneOf } from './parse-options.ts';

/** Adds `sql` to the program. */
export function addSql(program: Command, io: Io): void {
  const command = program
    .command('sql')
    .description('the queries that answer RQ1–RQ3 on the exported tables');
  addRowOptions(addOutputOption(addCommonOptions(command)), protocols)
    .option(
      '--dialect <dialect>',
      'duckdb, spark or trino',
      oneOf('--dialect', ['duckdb', 'spark', 'trino']),
      'duckdb',
    )
    .option('--from <folder>', 'the folder of the export', named('--from', 'a folder'), 'hub-export')
    .action(async (options: SqlOptions) => {
      const { sql } = await import('../commands/sql.ts');
      process.exitCode = await sql(io, options);
    });
}
