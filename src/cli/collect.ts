import type { Command, Option } from 'commander';
import { type CollectRequest, collectDefaults } from '../commands/collect/request.ts';
import { usageError } from '../errors.ts';
import type { Cli } from './command.ts';
import { addHelp, hubEnvironment } from './options/help.ts';
import { anyTextOption, flagOption, textOption, wholeNumberOption } from './options/make-option.ts';
import {
  addOptions,
  type GeneralOptions,
  generalOptions,
  headings,
  modalityOption,
  protocolOption,
  snapshotOption,
  taskOption,
} from './options/shared.ts';
import { reportCollection } from './report-collection.ts';
import { toRun, untilInterrupted } from './to-run.ts';

/** The options of `collect`, as they are parsed. */
interface CollectOptions extends GeneralOptions, Omit<CollectRequest, 'modalities' | 'tasks' | 'timeoutMs'> {
  modality?: string[];
  task?: string[];
  timeout: number;
}

/** Adds `collect` to the program. */
export function addCollect(program: Command, cli: Cli): void {
  const command = program
    .command('collect')
    .description(
      'read models and datasets from the Hub into the snapshot; run again, it continues where it stopped',
    );
  addOptions(command, headings.snapshot, [
    snapshotOption(),
    flagOption('--update', 'only what changed since the snapshot was completed'),
    flagOption('--check-deleted', 'with --update: take out what the Hub does not list any more'),
    flagOption('--restart', 'discard the snapshot and start again'),
    textOption(
      '--keep-pages <folder>',
      'keep every answer of the Hub, for import --pages and simulate --replay',
      'a folder',
    ),
  ]);
  addOptions(command, headings.scope, scopeOptions());
  addOptions(command, headings.network, networkOptions());
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [
      ['hfreuse collect --limit 200', 'a first look: the 200 most downloaded repos of each task'],
      ['hfreuse collect', 'all models and datasets of the nlp and cv tasks; run it again to continue'],
      [
        'hfreuse collect --all --card-data --snapshot all.duckdb',
        'every repo, with the lists that its card declares',
      ],
      ['hfreuse collect --update --check-deleted', 'only what changed since, without what is gone'],
      ['hfreuse collect --keep-pages crawl', 'and keep what the Hub answered, to publish and repeat it'],
    ],
    environment: hubEnvironment,
    exitCodes: {
      3: 'a listing failed or could not be updated; run the same command again',
      130: 'interrupted; everything read so far is kept',
    },
  });
  command.action(async (options: CollectOptions) => {
    cli.exit(await writeCollection(cli, options));
  });
}

const scopeOptions = (): Option[] => [
  protocolOption('what to list and how'),
  modalityOption('modalities whose tasks to read (default: nlp,cv)'),
  taskOption('a task to read; may be repeated'),
  flagOption('--all', 'every repo, with or without a task'),
  wholeNumberOption('--limit <n>', 'at most n repos per task, the most downloaded first, for a first look', {
    least: 1,
  }),
  flagOption('--card-data', 'keep the lists that the cards declare, for study-2025'),
  flagOption(
    '--check-bases',
    'compare the base models and relations that the Hub names with the tags, in status',
  ),
  resolveOption(),
  flagOption('--include-private', 'also store private repos that the token can see'),
];

const networkOptions = (): Option[] => [
  textOption(
    '--endpoint <url>',
    'another Hub (default: HF_ENDPOINT, else the Hub)',
    'an address like https://huggingface.co',
  ),
  wholeNumberOption('--concurrency <n>', 'requests at once', {
    least: 1,
    most: 64,
    fallback: collectDefaults.concurrency,
  }),
  wholeNumberOption('--page-size <n>', 'repos per page', {
    least: 1,
    most: 1000,
    fallback: collectDefaults.pageSize,
  }),
  wholeNumberOption('--retries <n>', 'how many times to retry a request', {
    least: 0,
    most: 100,
    fallback: collectDefaults.retries,
  }),
  wholeNumberOption('--timeout <s>', 'seconds allowed for one request', {
    least: 1,
    most: 3600,
    fallback: collectDefaults.timeoutMs / 1000,
  }),
  flagOption('--insecure-token', 'send the token to an http:// endpoint that is not this machine'),
];

const resolveOption = (): Option =>
  anyTextOption('--resolve <n>', 'how many unknown names to look up: a number, all or none')
    .default(collectDefaults.resolve)
    .argParser((value: string) => {
      if (value === 'all' || value === 'none') return value;
      if (/^\d{1,15}$/.test(value)) return Number(value);
      throw usageError(
        `--resolve takes a whole number of at most 15 digits, all or none, not ${JSON.stringify(value)}`,
      );
    });

/** @returns the exit code: 0 done, 3 a listing failed, 130 interrupted */
async function writeCollection({ io }: Cli, options: CollectOptions): Promise<number> {
  const { collect } = await import('../commands/collect.ts');
  const { createProgress } = await import('../progress/progress.ts');
  const progress = createProgress(io, { quiet: options.quiet === true });
  const { modality, task, timeout, quiet: _, debug: __, ...request } = options;
  const asked = { ...request, modalities: modality, tasks: task, timeoutMs: timeout * 1000 };
  try {
    const interrupted = `interrupted; everything read so far is in ${options.snapshot}; run the same command to continue`;
    return await untilInterrupted(
      (line) => {
        progress.stop();
        progress.log(line);
      },
      async () => {
        const document = await collect(asked, toRun(io, options, progress));
        reportCollection(progress, document, options.keepPages);
        return document.complete ? 0 : 3;
      },
      interrupted,
    );
  } finally {
    progress.stop();
  }
}
