import type { Command } from 'commander';
import { tableNames } from '../documents/table-names.ts';
import { usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { codebookFormats } from '../render/formats.ts';
import type { Cli } from './command.ts';
import { addHelp } from './options/help.ts';
import { wordOption, wordsOption } from './options/make-option.ts';
import { addOptions, type GeneralOptions, generalOptions, headings, outputOption } from './options/shared.ts';
import { checkOutput, writeOutput } from './write-output.ts';

/** The options of `codebook`, as they are parsed. */
interface CodebookOptions extends GeneralOptions {
  output?: string;
  format: (typeof codebookFormats)[number];
  table?: string[];
  with?: string[];
}

/** Adds `codebook` to the program. */
export function addCodebook(program: Command, { io, exit }: Cli): void {
  const command = program
    .command('codebook')
    .description('every column of every table: meaning, unit, formula');
  addOptions(command, headings.which, [
    wordsOption('--table <names>', 'only these tables', tableNames),
    wordsOption('--with <options>', 'frictionless: also the columns that these options of report add', [
      'ci',
      'fit-tail',
    ]),
  ]);
  addOptions(command, headings.output, [
    wordOption(
      '--format <format>',
      "how to print; frictionless is the Table Schema of the report's CSV",
      codebookFormats,
      'table',
      { md: 'markdown' },
    ),
    outputOption(),
  ]);
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [
      ['hfreuse codebook --table report', 'what the columns of report mean'],
      ['hfreuse codebook --format frictionless --with ci', "the schema of report's CSV with --ci"],
    ],
  });
  command.action(async (options: CodebookOptions) => {
    refuseCodebook(options);
    checkOutput(options, []);
    await writeCodebook(io, options);
    exit(0);
  });
}

/** @throws HfreuseError (exit 2) for options that go with another format */
function refuseCodebook({ format, table, with: requests }: CodebookOptions): void {
  if (format !== 'frictionless') {
    if (requests === undefined) return;
    throw usageError('--with goes with --format frictionless: the codebook lists every column anyway');
  }
  if (table?.some((name) => name !== 'report')) {
    throw usageError(
      '--format frictionless is the Table Schema of the report’s CSV: --table takes report there',
    );
  }
}

async function writeCodebook(io: Io, options: CodebookOptions): Promise<void> {
  const { format, table, with: requests = [] } = options;
  if (format === 'frictionless') {
    const { reportTable } = await import('../documents/report/report-table.ts');
    const { renderTableSchema } = await import('../render/render-table-schema.ts');
    const given = requests.map((name) => `--${name}`);
    await writeOutput(io, options, renderTableSchema(reportTable, given));
    return;
  }
  const { codebookTables: tables } = await import('../documents/codebook.ts');
  const { toCodebookPage } = await import('../documents/codebook-page.ts');
  const { renderPage } = await import('../render/render-page.ts');
  const chosen = tables.filter(({ name }) => table?.includes(name) ?? true);
  await writeOutput(io, options, await renderPage(format, toCodebookPage(chosen)));
}
