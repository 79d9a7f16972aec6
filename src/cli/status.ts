import type { Command } from 'commander';
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
import { checkOutput } from './write-output.ts';
import { writePage } from './write-page.ts';

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
      ['hfreuse status', 'of hub.duckdb'],
      ['hfreuse status other.duckdb --format json', 'of another snapshot, for a program'],
    ],
    exitCodes: { 3: 'the snapshot is incomplete' },
  });
  command.action(async (named: string | undefined, given: OutputOptions & { snapshot: string }) => {
    const options = { ...given, snapshot: chooseSnapshot(command, named) };
    cli.exit(await writeStatus(cli, options));
  });
}

/** @returns the exit code: 0 complete, 3 incomplete, 130 interrupted */
async function writeStatus({ io }: Cli, options: OutputOptions & { snapshot: string }): Promise<number> {
  const { snapshotFiles } = await import('../commands/with-snapshot.ts');
  checkOutput(options, snapshotFiles(options.snapshot));
  const { status } = await import('../commands/status.ts');
  return untilInterrupted(toSay(io, options), async () => {
    const { document, warnings } = await status(options.snapshot, toRun(io, options));
    const { toStatusPage } = await import('../documents/status/status-page.ts');
    await writePage(io, options, toStatusPage(document, warnings));
    return document.complete ? 0 : 3;
  });
}
