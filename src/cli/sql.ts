import type { Command } from 'commander';
import type { SqlOptions } from '../commands/sql.ts';
import type { Io } from '../io.ts';
import { protocols } from '../study/protocols.ts';
import { addCommonOptions, list, listOf, named, oneOf } from './parse-options.ts';

/** Adds `sql` to the program. */
export function addSql(program: Command, io: Io): void {
  const command = program
    .command('sql')
    .description('the queries that answer RQ1–RQ3 on the exported tables');
  addCommonOptions(command)
    .option(
      '--protocol <protocol>',
      'the definitions: current or study-2025',
      oneOf('--protocol', protocols),
      'current',
    )
    .option(
      '--dialect <dialect>',
      'duckdb, spark or trino',
      oneOf('--dialect', ['duckdb', 'spark', 'trino']),
      'duckdb',
    )
    .option('--question <numbers>', 'which questions (default: 1,2,3)', listOf('--question', ['1', '2', '3']))
    .option('--modality <names>', 'which modalities, or all (default: nlp,cv)', list)
    .option('--task <task>', 'only this task; may be repeated', list)
    .option('--from <folder>', 'the folder of the export', named('--from', 'a folder'), 'hub-export')
    .option(
      '--output <file>',
      'write to a file, beside and then renamed: never half a file',
      named('--output', 'a file'),
    )
    .action(async (options: SqlOptions) => {
      const { sql } = await import('../commands/sql.ts');
      process.exitCode = await sql(io, options);
    });
}
