import type { Command } from 'commander';
import type { CollectOptions } from '../commands/collect/options.ts';
import { protocols } from '../definitions/protocols.ts';
import { usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { addCommonOptions, addSnapshotOption, list, named, oneOf, wholeNumber } from './parse-options.ts';

const resolveChoice = (value: string): number | 'all' | 'none' => {
  if (value === 'all' || value === 'none') return value;
  if (!/^\d{1,15}$/.test(value)) {
    throw usageError(
      `--resolve takes a whole number of at most 15 digits, all or none, not ${JSON.stringify(value)}`,
    );
  }
  return Number(value);
};

/** Adds `collect` to the program. */
export function addCollect(program: Command, io: Io): void {
  const command = program
    .command('collect')
    .description(
      'read models and datasets from the Hub into the snapshot; run again, it goes on where it stopped',
    );
  addCommonOptions(addSnapshotOption(command))
    .option(
      '--protocol <protocol>',
      'what to list and how: current or study-2025',
      oneOf('--protocol', protocols),
      'current',
    )
    .option('--modality <names>', 'modalities whose tasks to read (default: nlp,cv)', list)
    .option('--task <task>', 'a task to read; may be repeated', list)
    .option('--all', 'every repo, tasks or none')
    .option('--limit <n>', 'so many repos per task, for a try', wholeNumber('--limit', 1))
    .option('--card-data', 'keep the declared lists of the cards')
    .option(
      '--endpoint <url>',
      'another Hub (default: HF_ENDPOINT, else the Hub)',
      named('--endpoint', 'an address like https://huggingface.co'),
    )
    .option('--concurrency <n>', 'requests at once', wholeNumber('--concurrency', 1, 64), 4)
    .option('--page-size <n>', 'repos a page', wholeNumber('--page-size', 1, 1000), 1000)
    .option('--retries <n>', 'how often to try a request again', wholeNumber('--retries', 0, 100), 5)
    .option('--timeout <s>', 'seconds that one request may take', wholeNumber('--timeout', 1, 3600), 60)
    .option('--resolve <n>', 'unknown names to look up: a number, all or none', resolveChoice, 300)
    .option('--update', 'only what changed since the snapshot was completed')
    .option('--restart', 'forget what is there and begin again')
    .option('--include-private', 'store private repos that the token can see')
    .option('--insecure-token', 'send the token to an http:// endpoint that is not this machine')
    .action(async (options: CollectOptions) => {
      const { collect } = await import('../commands/collect.ts');
      process.exitCode = await collect(io, options);
    });
}
