import type { Command } from 'commander';
import type { Cli } from './command.ts';
import { addHelp } from './options/help.ts';
import { flag, text, word } from './options/make-option.ts';
import {
  addOptions,
  addSnapshotArgument,
  chooseSnapshot,
  type GeneralOptions,
  generalOptions,
  headings,
  snapshotOption,
} from './options/shared.ts';
import { toRun, toSay, untilInterrupted } from './to-run.ts';

/** The options of `export`, as they are parsed. */
interface ExportOptions extends GeneralOptions {
  snapshot: string;
  format: 'parquet';
  to: string;
  replace?: boolean;
}

/** Adds `export` to the program. */
export function addExport(program: Command, cli: Cli): void {
  const command = program.command('export').description('graphs and tables for other programs');
  addSnapshotArgument(command);
  addOptions(command, headings.snapshot, [snapshotOption()]);
  addOptions(command, headings.output, [
    word('--format <format>', 'what to write', ['parquet'], 'parquet'),
    text(
      '--to <folder>',
      'where; each snapshot is a folder snapshot_date=YYYY-MM-DD in it',
      'a folder',
      'hub-export',
    ),
    flag('--replace', 'replace the folder of the same date'),
  ]);
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [
      ['hfreuse export', 'hub.duckdb into hub-export/snapshot_date=YYYY-MM-DD'],
      ['hfreuse export other.duckdb --to exports --replace', 'another snapshot, elsewhere'],
    ],
    exitCodes: {
      3: 'done, but the snapshot is incomplete',
      130: 'interrupted; nothing was written',
    },
  });
  command.action(async (named: string | undefined, given: ExportOptions) => {
    const options = { ...given, snapshot: chooseSnapshot(command, named) };
    cli.exit(await writeExport(cli, options));
  });
}

/** @returns the exit code: 0 done, 3 from an incomplete snapshot, 130 interrupted, nothing written */
async function writeExport({ io }: Cli, options: ExportOptions): Promise<number> {
  const { exportSnapshot } = await import('../commands/export.ts');
  const { snapshot, to, replace } = options;
  const say = toSay(io, options);
  return untilInterrupted(say, async () => {
    const written = await exportSnapshot(snapshot, { to, replace }, toRun(io, options));
    const { folder, complete, finishedAt } = written;
    const dated = finishedAt === null ? '; its date is that of its beginning' : '';
    if (!complete) say(`warning: the snapshot is incomplete, and so is the export${dated}`);
    say(`${folder} is written; hfreuse report --trend ${to}`);
    return complete ? 0 : 3;
  });
}
