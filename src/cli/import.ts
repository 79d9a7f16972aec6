import type { Command } from 'commander';
import type { ImportOptions } from '../commands/import/options.ts';
import { usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { parseMoment } from './parse-moment.ts';
import { addCommonOptions, addSnapshotOption, wholeNumber } from './parse-options.ts';

function toDate(text: string): number {
  const ms = parseMoment(text);
  if (ms === null) throw usageError(`--date takes a date such as 2025-02-15, not ${JSON.stringify(text)}`);
  return ms;
}

/** Adds `import` to the program. */
export function addImport(program: Command, io: Io): void {
  const command = program.command('import').description('a Parquet dump of the Hub instead of a crawl');
  addCommonOptions(addSnapshotOption(command))
    .option('--models <files...>', 'Parquet files of models; patterns are expanded')
    .option('--datasets <files...>', 'Parquet files of datasets')
    .option(
      '--from <repo>',
      'a dataset repo of the Hub that holds them, <owner/name> or <owner/name>@<revision>',
    )
    .option('--endpoint <url>', 'another Hub, for --from (default: HF_ENDPOINT, else the Hub)')
    .option('--retries <n>', 'how often to try a request again', wholeNumber('--retries', 0, 100), 5)
    .option('--timeout <s>', 'seconds without an answer or data', wholeNumber('--timeout', 1, 3600), 60)
    .option('--date <date>', 'the day that the dump is of, instead of today', toDate)
    .option('--restart', 'replace the snapshot that is there')
    .option('--insecure-token', 'send the token to an http:// endpoint that is not this machine')
    .action(async (options: ImportOptions) => {
      const { importDump } = await import('../commands/import.ts');
      process.exitCode = await importDump(io, options);
    });
}
