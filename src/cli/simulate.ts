import type { Command } from 'commander';
import { defaults } from '../commands/defaults.ts';
import type { SimulateRequest } from '../commands/simulate.ts';
import type { Cli } from './command.ts';
import { addHelp } from './options/help.ts';
import { anyTextOption, flagOption, textOption, wholeNumberOption } from './options/make-option.ts';
import { addOptions, type GeneralOptions, generalOptions, headings } from './options/shared.ts';
import { toRun, toSay, untilInterrupted } from './to-run.ts';
import { writeLine } from './write-line.ts';

/** Adds `simulate` to the program. */
export function addSimulate(program: Command, cli: Cli): void {
  const command = program
    .command('simulate')
    .description('a simulated Hub with known truth, as a snapshot or served over HTTP');
  addOptions(command, headings.made, [
    wholeNumberOption('--models <n>', 'how many models', { least: 1, fallback: defaults.simulatedModels }),
    wholeNumberOption('--datasets <n>', 'how many datasets (default: a third of the models)', { least: 1 }),
    wholeNumberOption('--seed <n>', 'the same seed gives the same bytes', {
      least: 0,
      most: 2 ** 31 - 1,
      fallback: defaults.seed,
    }),
    textOption(
      '--replay <folder>',
      'serve recorded metadata instead: models.ndjson, datasets.ndjson, renames.csv; or what collect --keep-pages kept',
      'a folder',
    ),
  ]);
  addOptions(command, headings.output, [
    textOption(
      '--snapshot <file>',
      'write it as a snapshot, replacing a simulated one of that name',
      'a file',
    ),
    anyTextOption(
      '--dump <folder>',
      'write it as a Parquet dump; with --serve, serve that too, as the dataset simulated/hub-stats',
    ),
    flagOption('--serve', 'serve it on this machine until interrupted'),
    wholeNumberOption('--port <n>', 'port to serve on; 0 picks a free one', {
      least: 0,
      most: 65535,
      fallback: 0,
    }),
    wholeNumberOption('--quota <n>', 'requests allowed in five minutes', { least: 1, fallback: 1_000_000 }),
    wholeNumberOption(
      '--faults <seed>',
      'with --serve: disturb about one request in ten, as this seed draws (delays, cut connections, rate limits, server errors, repeated and empty pages, stale cursors), all of which retries overcome',
      { least: 0, most: 2 ** 31 - 1 },
    ),
  ]);
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [
      ['hfreuse simulate --snapshot sim.duckdb', 'a snapshot of a simulated Hub'],
      ['hfreuse simulate --serve --models 10000', 'a Hub to collect from, with --endpoint'],
      ['hfreuse simulate --serve --faults 7', 'the same, with errors that a collection recovers from'],
    ],
    exitCodes: { 130: 'interrupted before it was made; nothing was written' },
  });
  command.action(async (options: SimulateRequest & GeneralOptions) => {
    const write = () => writeSimulation(cli, options);
    cli.exit(await untilInterrupted(toSay(cli.io, options), write));
  });
}

async function writeSimulation(
  { io }: Cli,
  { quiet, debug, ...request }: SimulateRequest & GeneralOptions,
): Promise<number> {
  const { simulate } = await import('../commands/simulate.ts');
  const say = toSay(io, { quiet });
  const server = await simulate(request, {
    ...toRun(io, { quiet, debug }),
    // Failures in the server are always reported.
    onProgress: (event) => {
      if (event.type === 'note') writeLine(io, event.text);
    },
  });
  const { snapshot } = request;
  if (snapshot !== undefined) say(`wrote ${snapshot}; next: hfreuse report --snapshot ${snapshot}`);
  if (server === null) return 0;
  io.stdout.write(`${server.url}\n`);
  const what = request.replay === undefined ? 'a simulated Hub' : `a Hub replayed from ${request.replay}`;
  say(`${what}; use it with --endpoint ${server.url}; Ctrl-C stops it`);
  await new Promise<void>((resolve) => {
    if (io.signal.aborted) resolve();
    io.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.close();
  return 0;
}
