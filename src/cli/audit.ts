import type { Command } from 'commander';
import type { AuditRequest } from '../commands/audit.ts';
import { defaults } from '../commands/defaults.ts';
import { usageError } from '../errors.ts';
import { ordinaryFormats } from '../render/formats.ts';
import type { Cli } from './command.ts';
import { addHelp } from './options/help.ts';
import { flagOption, wordOption } from './options/make-option.ts';
import {
  addOptions,
  figuresOption,
  generalOptions,
  headings,
  type OutputOptions,
  outputOptions,
  widthOption,
} from './options/shared.ts';
import { withStandardInput } from './read-input.ts';
import { toRun, toSay, untilInterrupted } from './to-run.ts';
import { checkOutput, separated, writeWarnings } from './write-output.ts';
import { writePage } from './write-page.ts';

/** The options of `audit`, as they are parsed. */
interface AuditOptions extends OutputOptions {
  real?: boolean;
  counts?: boolean;
  rounding: AuditRequest['rounding'];
  sd: AuditRequest['sd'];
  strict?: boolean;
}

/** Adds `audit` to the program. */
export function addAudit(program: Command, cli: Cli): void {
  const command = program
    .command('audit')
    .description('can these published means and standard deviations be true?')
    .argument(
      '[files...]',
      "tables with the columns mean (or M) and sd, and n, min and max if known, separated by commas, semicolons or tabs; - reads standard input (default: the study's poster)",
    );
  addOptions(command, headings.how, [
    flagOption('--counts', 'whole numbers of at least min, or 0 if not given (the default)'),
    flagOption('--real', 'real numbers'),
    wordOption(
      '--rounding <how>',
      'how figures were printed',
      ['round', 'truncate', 'either'],
      defaults.rounding,
    ),
    wordOption(
      '--sd <kind>',
      'what deviations divide by: n−1 (sample) or n (population)',
      ['sample', 'population', 'either'],
      defaults.deviation,
    ),
  ]);
  addOptions(command, headings.output, [
    ...outputOptions(ordinaryFormats),
    widthOption(),
    figuresOption(),
    flagOption('--strict', 'exit 4 if any row is impossible'),
  ]);
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [
      ['hfreuse audit', "the study's poster, which comes with the program"],
      ['hfreuse audit table.csv --rounding round --strict', 'your own table, as a check'],
      ['hfreuse report --format csv | hfreuse audit -', 'the rows of a report'],
    ],
    exitCodes: {
      4: '--strict was given, and a row is impossible',
      130: 'interrupted; nothing was written',
    },
  });
  command.action(async (files: string[], options: AuditOptions) => {
    cli.exit(await writeAudit(cli, files, options));
  });
}

/** @returns the exit code: 0, 4 with --strict if any row is impossible, or 130 */
async function writeAudit({ io }: Cli, files: readonly string[], options: AuditOptions): Promise<number> {
  const { real, counts, rounding, sd, strict } = options;
  if (real === true && counts === true) throw usageError('--counts and --real exclude each other');
  checkOutput(options, files);
  const say = toSay(io, options);
  return untilInterrupted(say, async () => {
    const { audit } = await import('../commands/audit.ts');
    const numbers = real === true ? 'real' : 'counts';
    const tables = await withStandardInput(io, files);
    const document = await audit({ files: tables, numbers, rounding, sd }, toRun(io, options));
    const { takenNotes, toAuditPage } = await import('../documents/audit/audit-page.ts');
    const page = toAuditPage(document);
    await writePage(io, options, page, async () => {
      const { auditFigure } = await import('../documents/audit/audit-figure.ts');
      return document.rows.length === 0 ? [] : [auditFigure(document.rows)];
    });
    // The other formats name them.
    if (separated.includes(options.format)) takenNotes(document).forEach(say);
    writeWarnings(io, options, document.warnings);
    return strict === true && document.rows.some(({ verdict }) => verdict === 'impossible') ? 4 : 0;
  });
}
