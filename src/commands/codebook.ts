import { codebook as allTables } from '../documents/codebook.ts';
import { toCodebookPage } from '../documents/codebook-page.ts';
import { reportTable } from '../documents/report/report-table.ts';
import { usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { renderPage } from '../render/render-page.ts';
import { renderTableSchema } from '../render/render-table-schema.ts';
import { checkOutput, type OutputOptions, writeOutput } from './write-output.ts';

/** The options of `codebook`; undefined where one was not given. */
export interface CodebookOptions extends OutputOptions {
  format: 'table' | 'markdown' | 'json' | 'frictionless';
  table?: string[];
  with?: string[];
}

/**
 * `hfreuse codebook`: every column of every table, or the Table Schema of the report's CSV.
 * @returns the exit code
 */
export async function codebook(io: Io, options: CodebookOptions): Promise<number> {
  const { format, table: names, with: requests } = options;
  if (format === 'frictionless') {
    if (names?.some((name) => name !== 'report')) {
      throw usageError(
        '--format frictionless is the Table Schema of the report’s CSV: --table takes report there',
      );
    }
  } else if (requests !== undefined) {
    throw usageError('--with goes with --format frictionless: the codebook lists every column anyway');
  }
  checkOutput(options, []);
  const text =
    format === 'frictionless'
      ? renderTableSchema(
          reportTable,
          (requests ?? []).map((name) => `--${name}`),
        )
      : renderPage(format, toCodebookPage(allTables.filter(({ name }) => names?.includes(name) ?? true)));
  await writeOutput(io, options, text);
  return 0;
}
