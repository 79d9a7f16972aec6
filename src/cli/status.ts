import type { Command } from 'commander';
import type { RunningState } from '../documents/status/running-document.ts';
import type { Io } from '../io.ts';
import { toStatusLine } from '../progress/status-line.ts';
import { statusFormats } from '../render/formats.ts';
import type { Cli } from './command.ts';
import { addHelp } from './options/help.ts';
import {
  addOptions,
  addSnapshotArgument,
  chooseSnapshot,
  generalOptions,
  headings,
  type OutputOptions,
  outputOptions,
  snapshotOption,
  widthOption,
} from './options/shared.ts';
import { toRun, toSay, untilInterrupted } from './to-run.ts';
import { whileOpening } from './while-opening.ts';
import { writePage } from './write-page.ts';

type StatusOptions = OutputOptions & { snapshot: string };

/** Adds `status` to the program. */
export function addStatus(program: Command, cli: Cli): void {
  const command = program
    .command('status')
    .description('what the snapshot holds, what is missing, what the references turned out to be');
  addSnapshotArgument(command);
  addOptions(command, headings.snapshot, [snapshotOption()]);
  addOptions(command, headings.output, [...outputOptions(statusFormats), widthOption()]);
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [
      ['hfreuse status', 'the state of hub.duckdb'],
      ['hfreuse status other.duckdb --format json', 'the same for another snapshot, for a program to read'],
    ],
    exitCodes: { 3: 'the snapshot is incomplete, or is being collected: then how far that is' },
  });
  command.action(async (named: string | undefined, given: StatusOptions) => {
    const options = { ...given, snapshot: chooseSnapshot(command, named) };
    cli.exit(await writeStatus(cli, options));
  });
}

/** @returns the exit code: 0 complete, 3 incomplete or being collected, 130 interrupted */
async function writeStatus({ io }: Cli, options: StatusOptions): Promise<number> {
  return untilInterrupted(toSay(io, options), () =>
    whileOpening(options, async (snapshot) => {
      const { status } = await import('../commands/status.ts');
      const { toStatusPage } = await import('../documents/status/status-page.ts');
      try {
        const { document, warnings } = await status(snapshot, toRun(io, options));
        await writePage(io, options, toStatusPage(document, warnings));
        return document.complete ? 0 : 3;
      } catch (error) {
        // Its holder may be a collection, which reports its progress.
        if (await writeRunning(io, options)) return 3;
        throw error;
      }
    }),
  );
}

/** @returns whether the snapshot is held by a collection, whose state was printed then */
async function writeRunning(io: Io, options: StatusOptions): Promise<boolean> {
  const { statusWhileCollecting } = await import('../commands/status-while-collecting.ts');
  const document = await statusWhileCollecting(options.snapshot, toRun(io, options)).catch(() => null);
  if (document === null) return false;
  const { toRunningPage } = await import('../documents/status/running-document.ts');
  await writePage(io, options, toRunningPage(document, toLine(document.running, io.now())));
  return true;
}

/** As the collection itself shows it. */
function toLine(running: RunningState, now: number): string {
  const { phase, phaseSince, done, total, pages, repos, quotaLeft, waitingFor, waitingUntil } = running;
  if (phase !== 'list' && phase !== 'names' && phase !== 'derive') return 'it has only begun';
  const waiting =
    waitingFor === null || waitingUntil === null
      ? null
      : { why: `waiting: ${waitingFor}`, until: Date.parse(waitingUntil) };
  return toStatusLine(
    { phase, done, total, pages: pages ?? undefined, repos: repos ?? undefined },
    { startedAt: Date.parse(phaseSince), quotaLeft, waiting },
    now,
  );
}
