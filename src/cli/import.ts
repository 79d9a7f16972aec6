import { type Command, Option } from 'commander';
import { type ImportRequest, importDefaults } from '../commands/import/request.ts';
import { usageError } from '../errors.ts';
import type { Cli } from './command.ts';
import { addHelp, hubEnvironment } from './options/help.ts';
import { anyTextOption, flagOption, textOption, wholeNumberOption } from './options/make-option.ts';
import {
  addOptions,
  type GeneralOptions,
  generalOptions,
  headings,
  snapshotOption,
} from './options/shared.ts';
import { parseMoment } from './parse-moment.ts';
import { reportImport } from './report-import.ts';
import { toRun, untilInterrupted } from './to-run.ts';

/** The options of `import`, as they are parsed. */
interface ImportOptions extends GeneralOptions, Omit<ImportRequest, 'timeoutMs'> {
  timeout: number;
}

function toDate(text: string): number {
  const ms = parseMoment(text);
  if (ms === null) throw usageError(`--date takes a date such as 2025-02-15, not ${JSON.stringify(text)}`);
  return ms;
}

/** Adds `import` to the program. */
export function addImport(program: Command, cli: Cli): void {
  const command = program
    .command('import')
    .description('a Parquet dump of the Hub, or the kept answers of a crawl, instead of a crawl');
  addOptions(command, headings.snapshot, [
    snapshotOption(),
    flagOption('--restart', 'replace the snapshot that is there'),
  ]);
  addOptions(command, headings.scope, [
    new Option('--models <files...>', 'Parquet files of models; patterns are expanded'),
    new Option('--datasets <files...>', 'Parquet files of datasets'),
    anyTextOption(
      '--from <repo>',
      'a dataset repo on the Hub that holds them, <owner/name> or <owner/name>@<revision>',
    ),
    textOption(
      '--pages <folder>',
      'answers that collect --keep-pages kept: makes the same snapshot again',
      'a folder',
    ),
    anyTextOption('--date <date>', 'the date of the dump (default: today)').argParser(toDate),
  ]);
  addOptions(command, headings.network, [
    anyTextOption('--endpoint <url>', 'another Hub, for --from (default: HF_ENDPOINT, else the Hub)'),
    wholeNumberOption('--retries <n>', 'how many times to retry a request', {
      least: 0,
      most: 100,
      fallback: importDefaults.retries,
    }),
    wholeNumberOption('--timeout <s>', 'seconds to wait without an answer or data', {
      least: 1,
      most: 3600,
      fallback: importDefaults.timeoutMs / 1000,
    }),
    flagOption('--insecure-token', 'send the token to an http:// endpoint that is not this machine'),
  ]);
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [
      ['hfreuse import --models models.parquet --datasets datasets.parquet', 'local files'],
      ['hfreuse import --pages crawl --snapshot again.duckdb', 'the answers of a crawl, kept by collect'],
      ['hfreuse import --from cfahlgren1/hub-stats --snapshot dump.duckdb', 'a dump on the Hub'],
    ],
    environment: hubEnvironment,
    exitCodes: { 130: 'interrupted; the snapshot is unchanged' },
  });
  command.action(async (options: ImportOptions) => {
    cli.exit(await runImport(cli, options));
  });
}

/** @returns the exit code: 0 done, 130 interrupted */
async function runImport({ io }: Cli, options: ImportOptions): Promise<number> {
  const { importDump } = await import('../commands/import.ts');
  const { createProgress } = await import('../progress/progress.ts');
  const progress = createProgress(io, { quiet: options.quiet === true });
  const { timeout, quiet: _, debug: __, ...request } = options;
  const kept = options.from === undefined ? '' : ', the download so far is kept';
  try {
    return await untilInterrupted(
      (line) => {
        progress.stop();
        progress.log(line);
      },
      async () => {
        const asked = { ...request, timeoutMs: timeout * 1000 };
        reportImport(progress, await importDump(asked, toRun(io, options, progress)), options.date);
        return 0;
      },
      `interrupted; ${options.snapshot} is unchanged${kept}; run the same command again`,
    );
  } finally {
    progress.stop();
  }
}
