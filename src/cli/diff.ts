import type { Command } from 'commander';
import { defaultLimits } from '../definitions/top-choices.ts';
import type { DiffDocument } from '../documents/diff/diff.ts';
import { paperFormats } from '../render/formats.ts';
import type { Cli } from './command.ts';
import { findFailure, parseCondition } from './fail-on.ts';
import { addHelp } from './options/help.ts';
import { flagOption, textsOption, wholeNumberOption } from './options/make-option.ts';
import {
  addOptions,
  figuresOption,
  generalOptions,
  headings,
  type OutputOptions,
  outputOptions,
  type RowOptions,
  rowOptions,
  widthOption,
} from './options/shared.ts';
import { toRowRequest } from './options/to-row-request.ts';
import { toSay, untilInterrupted, withStatusLine } from './to-run.ts';
import { writeLine } from './write-line.ts';
import { checkOutput, writeWarnings } from './write-output.ts';
import { writePage } from './write-page.ts';

/** The options of `diff`, as they are parsed. */
interface DiffOptions extends OutputOptions, RowOptions {
  n: number;
  failOn?: string[];
  requireSame?: boolean;
}

/** Adds `diff` to the program. */
export function addDiff(program: Command, cli: Cli): void {
  const command = program
    .command('diff')
    .description('what changed between two snapshots: figures, repos and the most used')
    .argument('<old>', 'the older snapshot')
    .argument('<new>', 'the newer one');
  addOptions(command, headings.which, [
    ...rowOptions(),
    wholeNumberOption('--n <n>', 'how many of the most used to compare', {
      least: 1,
      fallback: defaultLimits.diff,
    }),
  ]);
  addOptions(command, headings.how, [
    flagOption('--require-same', 'exit 3 where protocol, scope, limit or completeness differ'),
    textsOption(
      '--fail-on <condition>',
      "exit 4 if a row matches, such as 'change.mean<-0.5' or 'new.gini>0.9', or if there is no row; may be repeated",
    ),
  ]);
  addOptions(command, headings.output, [...outputOptions(paperFormats), figuresOption(), widthOption()]);
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [
      ['hfreuse diff may.duckdb june.duckdb', 'what changed from May to June'],
      ['hfreuse diff may.duckdb june.duckdb --question 2 --task fill-mask', 'one question, one task'],
      [
        "hfreuse diff may.duckdb june.duckdb --require-same --fail-on 'change.gini>0.05'",
        'a check in a script',
      ],
    ],
    exitCodes: {
      3: 'done, but a snapshot is incomplete, or --require-same was given and they differ',
      4: 'a row matches --fail-on, or there is no row',
      130: 'interrupted; nothing was written',
    },
  });
  command.action(async (old: string, now: string, options: DiffOptions) => {
    cli.exit(await writeDiff(cli, { old, now }, options));
  });
}

/** @returns the exit code: 0 done, 3 incomplete or not alike, 4 where --fail-on holds, 130 interrupted */
async function writeDiff(
  { io }: Cli,
  { old, now }: { old: string; now: string },
  options: DiffOptions,
): Promise<number> {
  const { figureChoices, findFigure, flatten } = await import('../documents/diff/diff-tables.ts');
  const conditions = (options.failOn ?? []).map((text) => parseCondition(text, findFigure, figureChoices));
  const { snapshotFiles } = await import('../commands/open-snapshot.ts');
  const { diff } = await import('../commands/diff.ts');
  checkOutput(options, [...snapshotFiles(old), ...snapshotFiles(now)]);
  return untilInterrupted(toSay(io, options), async () => {
    const request = { ...toRowRequest(options), n: options.n };
    const document = await withStatusLine(io, options, (run) => diff(old, now, request, run));
    const { toDiffPage } = await import('../documents/diff/diff-page.ts');
    await writePage(io, options, toDiffPage(document), async () => {
      const { diffFigures } = await import('../documents/diff/diff-figures.ts');
      return diffFigures(document);
    });
    writeWarnings(io, options, document.warnings);
    const rows = document.rows.map(flatten);
    const failures = conditions.flatMap((condition) => findFailure(condition, rows) ?? []);
    for (const failure of failures) writeLine(io, `hfreuse: --fail-on ${failure}`);
    return failures.length > 0 ? 4 : codeOf(document, options);
  });
}

const codeOf = ({ old, new: now, differences }: DiffDocument, { requireSame }: DiffOptions): number =>
  old.complete && now.complete && (requireSame !== true || differences.length === 0) ? 0 : 3;
