import { toAuditPage } from '../documents/audit/audit-page.ts';
import { usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { type PageFormat, renderPage } from '../render/render-page.ts';
import { type AuditOptions, auditRows, findBadCell } from '../statistics/audit/audit-rows.ts';
import { readTables } from './audit/read-tables.ts';
import { checkOutput, type OutputOptions, writeOutput } from './write-output.ts';

/** The options of `audit`; undefined where one was not given. */
export interface AuditCommandOptions extends OutputOptions {
  format: PageFormat;
  bom?: boolean;
  decimals?: number;
  real?: boolean;
  counts?: boolean;
  rounding: AuditOptions['rounding'];
  strict?: boolean;
}

/**
 * `hfreuse audit`: can these published means and standard deviations be true?
 * @returns the exit code: 0, or 4 with --strict if any row is impossible
 */
export async function audit(io: Io, files: readonly string[], options: AuditCommandOptions): Promise<number> {
  if (options.real === true && options.counts === true)
    throw usageError('--counts and --real exclude each other');
  checkOutput(options, files);
  const inputs = await readTables(files);
  const bad = findBadCell(inputs);
  if (bad !== null) {
    throw usageError(
      `row ${bad.row + 1}: ${bad.column} is no number as it would be printed: ${JSON.stringify(bad.text)}`,
    );
  }
  const numbers = options.real === true ? 'real' : 'counts';
  const rows = auditRows(inputs, { numbers, rounding: options.rounding });
  await writeOutput(io, options, renderPage(options.format, toAuditPage(rows), options));
  return options.strict === true && rows.some(({ verdict }) => verdict === 'impossible') ? 4 : 0;
}
