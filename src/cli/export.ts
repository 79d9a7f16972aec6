import type { Command } from 'commander';
import { defaults } from '../commands/defaults.ts';
import { graphChoices } from '../commands/export/graph-choices.ts';
import { usageError } from '../errors.ts';
import { type GraphFormat, graphFormats } from '../render/formats.ts';
import type { Cli } from './command.ts';
import { type GraphOptions, writeGraph } from './export-graph.ts';
import { addHelp } from './options/help.ts';
import { flagOption, textOption, wholeNumberOption, wordOption } from './options/make-option.ts';
import {
  addOptions,
  addSnapshotArgument,
  chooseSnapshot,
  generalOptions,
  headings,
  modalityOption,
  snapshotOption,
  taskOption,
} from './options/shared.ts';
import { toRun, toSay, untilInterrupted } from './to-run.ts';

/** The options of `export`, as they are parsed. */
interface ExportOptions extends GraphOptions {
  format: 'parquet' | GraphFormat;
}

/** Adds `export` to the program. */
export function addExport(program: Command, cli: Cli): void {
  const command = program.command('export').description('graphs and tables for other programs');
  addSnapshotArgument(command);
  addOptions(command, headings.snapshot, [snapshotOption()]);
  addOptions(command, headings.output, [
    wordOption(
      '--format <format>',
      'what to write: the lake of every table, or a graph',
      ['parquet', ...Object.keys(graphFormats)],
      'parquet',
    ),
    textOption(
      '--to <place>',
      'parquet: a folder, in which each table is a folder, and each snapshot a folder snapshot_date=YYYY-MM-DD in it (default: hub-export); a graph: a file, or for csv a folder (default: hub-graph and the ending of the format)',
      'a file or folder',
    ),
    flagOption('--replace', 'replace the same date, or the file'),
  ]);
  addOptions(command, 'Which graph:', [
    wordOption('--graph <graph>', 'which graph (default: both)', graphChoices),
    taskOption('only models and datasets of this task, and the edges of these models; may be repeated'),
    modalityOption('only those of these modalities'),
    wholeNumberOption('--min-uses <n>', 'only what at least this many models use, and these models', {
      least: 1,
    }),
  ]);
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [
      ['hfreuse export', 'every table, as Parquet, in hub-export/'],
      ['hfreuse export other.duckdb --to exports --replace', 'another snapshot, elsewhere'],
      ['hfreuse export --format graphml --task text-generation', 'a graph for networkx, igraph, Gephi, yEd'],
      ['hfreuse export --format csv --graph base-models --min-uses 10', 'nodes.csv and edges.csv, for Gephi'],
    ],
    exitCodes: {
      3: 'done, but the snapshot is incomplete',
      130: 'interrupted; nothing was written',
    },
  });
  command.action(async (named: string | undefined, given: ExportOptions) => {
    const options = { ...given, snapshot: chooseSnapshot(command, named) };
    const { format } = options;
    refuse(options);
    cli.exit(
      format === 'parquet' ? await writeTables(cli, options) : await writeGraph(cli.io, options, format),
    );
  });
}

/** @throws HfreuseError (exit 2) for what is about graphs where none is written */
function refuse({ format, graph, task, modality, minUses }: ExportOptions): void {
  if (format !== 'parquet') return;
  const given = Object.entries({
    '--graph': graph,
    '--task': task,
    '--modality': modality,
    '--min-uses': minUses,
  }).find(([, value]) => value !== undefined);
  if (given === undefined) return;
  const formats = Object.keys(graphFormats).join(', ');
  throw usageError(
    `${given[0]} chooses of a graph, and parquet holds every table; choose --format ${formats}`,
  );
}

/** @returns the exit code: 0 done, 3 from an incomplete snapshot, 130 interrupted, nothing written */
async function writeTables({ io }: Cli, options: ExportOptions): Promise<number> {
  const { exportSnapshot } = await import('../commands/export.ts');
  const { snapshot, to = defaults.exportFolder, replace } = options;
  const say = toSay(io, options);
  return untilInterrupted(say, async () => {
    const written = await exportSnapshot(snapshot, { to, replace }, toRun(io, options));
    const { folder, date, complete, finishedAt } = written;
    const dated = finishedAt === null ? '; its date is that of its beginning' : '';
    if (!complete) say(`warning: the snapshot is incomplete, and so is the export${dated}`);
    say(`${date} is in ${folder}; hfreuse report --trend ${folder}`);
    return complete ? 0 : 3;
  });
}
