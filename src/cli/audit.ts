import type { Command } from 'commander';
import type { AuditRequest } from '../commands/audit.ts';
import { defaults } from '../commands/defaults.ts';
import { toAuditPage } from '../documents/audit/audit-page.ts';
import { usageError } from '../errors.ts';
import { auditFormats } from '../render/formats.ts';
import type { Cli } from './command.ts';
import { addHelp } from './options/help.ts';
import { flagOption, wordOption } from './options/make-option.ts';
import { addOptions, generalOptions, headings, type OutputOptions, outputOptions } from './options/shared.ts';
import { checkOutput, writeOutput } from './write-output.ts';

/** The options of `audit`, as they are parsed. */
interface AuditOptions extends OutputOptions {
  real?: boolean;
  counts?: boolean;
  rounding: AuditRequest['rounding'];
  strict?: boolean;
}

/** Adds `audit` to the program. */
export function addAudit(program: Command, cli: Cli): void {
  const command = program
    .command('audit')
    .description('can these published means and standard deviations be true?')
    .argument(
      '[files...]',
      "CSV with the columns mean and sd, and n, min and max if known (default: the study's poster)",
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
  ]);
  addOptions(command, headings.output, [
    ...outputOptions(auditFormats),
    flagOption('--strict', 'exit 4 if any row is impossible'),
  ]);
  addOptions(command, headings.general, generalOptions());
  addHelp(command, {
    examples: [
      ['hfreuse audit', "the study's poster, which comes with the program"],
      ['hfreuse audit table.csv --rounding round --strict', 'your own table, as a check'],
    ],
    exitCodes: { 4: '--strict was given, and a row is impossible' },
  });
  command.action(async (files: string[], options: AuditOptions) => {
    cli.exit(await writeAudit(cli, files, options));
  });
}

/** @returns the exit code: 0, or 4 with --strict if any row is impossible */
async function writeAudit({ io }: Cli, files: readonly string[], options: AuditOptions): Promise<number> {
  const { format, real, counts, rounding, strict } = options;
  if (real === true && counts === true) throw usageError('--counts and --real exclude each other');
  checkOutput(options, files);
  const { audit } = await import('../commands/audit.ts');
  const { rows } = await audit({ files, numbers: real === true ? 'real' : 'counts', rounding });
  const { renderPage } = await import('../render/render-page.ts');
  await writeOutput(io, options, renderPage(format, toAuditPage(rows), options));
  return strict === true && rows.some(({ verdict }) => verdict === 'impossible') ? 4 : 0;
}
