import type { Command } from 'commander';
import { defaults } from '../commands/defaults.ts';
import { graphChoices } from '../commands/export/graph-choices.ts';
import { protocols } from '../definitions/protocols.ts';
import { defaultLimits } from '../definitions/top-choices.ts';
import { readKey } from '../documents/column.ts';
import { usageError } from '../errors.ts';
import { type GraphFormat, graphFormats } from '../render/formats.ts';
import type { Cli } from './command.ts';
import { type DataPackageOptions, writeDataPackage } from './export-data-package.ts';
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
import { toSay, untilInterrupted, withStatusLine } from './to-run.ts';

/** The options of `export`, as they are parsed. */
interface ExportOptions extends GraphOptions, DataPackageOptions {
  format: 'parquet' | 'tables' | GraphFormat;
}

/** Adds `export` to the program. */
export function addExport(program: Command, cli: Cli): void {
  const command = program.command('export').description('graphs and tables for other programs');
  addSnapshotArgument(command);
  addOptions(command, headings.snapshot, [snapshotOption()]);
  addOptions(command, headings.output, [
    wordOption(
      '--format <format>',
      'what to write: parquet, the lake of every repo and edge; tables, every table of report, top, lineage and flows as CSV with a datapackage.json; or a graph',
      ['parquet', 'tables', ...Object.keys(graphFormats)],
      'parquet',
    ),
    textOption(
      '--to <place>',
      'parquet: a folder, in which each table is a folder, and each snapshot a folder snapshot_date=YYYY-MM-DD in it (default: hub-export); tables: a folder (default: hub-tables); a graph: a file, or for csv a folder (default: hub-graph and the ending of the format)',
      'a file or folder',
    ),
    flagOption('--replace', 'replace the same date, the tables, or the file'),
  ]);
  addOptions(command, 'Which graph, or tables:', [
    wordOption('--graph <graph>', 'which graph (default: both)', graphChoices),
    taskOption(
      'a graph: only models and datasets of this task, and the edges of these models; tables: rows and tops of this task; may be repeated',
    ),
    modalityOption('only those of these modalities; tables: rows, tops and flows', ['all']),
    wholeNumberOption('--min-uses <n>', 'only repos that at least this many models use, and those models', {
      least: 1,
    }),
    wordOption('--protocol <protocol>', 'tables: the definitions of the rows (default: current)', protocols),
    wholeNumberOption('--n <n>', `tables: the most rows of each top (default: ${defaultLimits.tables})`, {
      least: 1,
    }),
  ]);
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [
      ['hfreuse export', 'every table, as Parquet, in hub-export/'],
      ['hfreuse export other.duckdb --to exports --replace', 'another snapshot, elsewhere'],
      ['hfreuse export --format graphml --task text-generation', 'a graph for networkx, igraph, Gephi, yEd'],
      [
        'hfreuse export --format tables --to supplement',
        'every table as CSV, described by a datapackage.json',
      ],
      ['hfreuse export --format csv --graph base-models --min-uses 10', 'nodes.csv and edges.csv, for Gephi'],
    ],
    exitCodes: {
      3: 'done, but the snapshot is incomplete',
      130: 'interrupted; nothing was written',
    },
  });
  command.action(async (named: string | undefined, given: ExportOptions) => {
    const options = { ...given, snapshot: chooseSnapshot(command, named) };
    refuseExport(options);
    cli.exit(await write(cli, options));
  });
}

async function write(cli: Cli, options: ExportOptions): Promise<number> {
  const { format } = options;
  if (format === 'parquet') return writeLake(cli, options);
  if (format === 'tables') return writeDataPackage(cli.io, options);
  return writeGraph(cli.io, options, format);
}

/** What chooses within an export, and the formats that it goes with: a lake is whole. */
const choosing: Readonly<Record<string, 'graphs' | 'tables' | 'both'>> = {
  graph: 'graphs',
  task: 'both',
  modality: 'both',
  minUses: 'graphs',
  protocol: 'tables',
  n: 'tables',
};

/** @throws HfreuseError (exit 2) for an option that the format has no use for */
function refuseExport(options: ExportOptions): void {
  const kind = options.format === 'parquet' ? null : options.format === 'tables' ? 'tables' : 'graphs';
  for (const [key, goesWith] of Object.entries(choosing)) {
    if (readKey(options, key) === undefined || goesWith === kind || (goesWith === 'both' && kind !== null))
      continue;
    const graphs = Object.keys(graphFormats);
    const formats = { graphs, tables: ['tables'], both: ['tables', ...graphs] }[goesWith];
    const option = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw usageError(
      `${option} does not go with --format ${options.format}; choose --format ${formats.join(', ')}`,
    );
  }
}

/** @returns the exit code: 0 done, 3 from an incomplete snapshot, 130 interrupted, nothing written */
async function writeLake({ io }: Cli, options: ExportOptions): Promise<number> {
  const { exportSnapshot } = await import('../commands/export.ts');
  const { snapshot, to = defaults.exportFolder, replace } = options;
  const say = toSay(io, options);
  return untilInterrupted(say, async () => {
    const written = await withStatusLine(io, options, (run) =>
      exportSnapshot(snapshot, { to, replace }, run),
    );
    const { folder, date, complete, finishedAt } = written;
    const dated = finishedAt === null ? '; its date is that on which the collection began' : '';
    if (!complete) say(`warning: the snapshot is incomplete, and so is the export${dated}`);
    say(`wrote ${date} to ${folder}; next: hfreuse report --trend ${folder}`);
    return complete ? 0 : 3;
  });
}
