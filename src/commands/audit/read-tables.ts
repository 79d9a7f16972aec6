import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { computedCsv, posterCsv } from '../../definitions/published-tables.ts';
import { fileError, messageOf, usageError } from '../../errors.ts';
import type { AuditInput } from '../../statistics/audit/claim.ts';

const figures = ['mean', 'sd', 'n', 'min', 'max'];

/** The rows of the files as one table; without a file, the poster's. */
export async function readTables(files: readonly string[]): Promise<AuditInput[]> {
  if (files.length === 0) return readPublishedTables().poster;
  const tables: AuditInput[][] = [];
  for (const file of files) tables.push(parseTable(await readText(file), file));
  return tables.flat();
}

/** The study's published tables, which ship with the tool. */
export const readPublishedTables = (): { poster: AuditInput[]; computed: AuditInput[] } => ({
  poster: parseTable(posterCsv, "the poster's table"),
  computed: parseTable(computedCsv, "the notebooks' tables"),
});

async function readText(file: string): Promise<string> {
  if (file === '') throw usageError('audit takes files, not an empty word');
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw fileError(file, 'cannot be read', error);
  }
}

/** @throws HfreuseError (exit 2) for what is no CSV with the columns mean and sd, or an n that is no whole number */
function parseTable(text: string, name: string): AuditInput[] {
  const records = parseCsv(text, name);
  const columns = Object.keys(records[0] ?? {});
  const missing = ['mean', 'sd'].find((column) => !columns.includes(column));
  if (missing !== undefined)
    throw usageError(`${name} has no column ${missing}; it needs mean and sd, and may have n, min, max`);
  return records.map((record, index) => {
    const n = (record.n ?? '').trim();
    if (n !== '' && !/^[1-9]\d{0,14}$/.test(n)) {
      throw usageError(
        `${name}, row ${index + 1}: n must be a whole number of 1 or more, not ${JSON.stringify(n)}`,
      );
    }
    const labels = Object.entries(record).filter(([column]) => !figures.includes(column));
    return {
      labels: Object.fromEntries(labels),
      mean: (record.mean ?? '').trim(),
      sd: (record.sd ?? '').trim(),
      n: n === '' ? null : Number(n),
      min: (record.min ?? '').trim(),
      max: (record.max ?? '').trim(),
    };
  });
}

function parseCsv(text: string, name: string): Record<string, string>[] {
  try {
    return parse(text, { columns: true, bom: true, skip_empty_lines: true }) as Record<string, string>[];
  } catch (error) {
    throw usageError(`${name} is no CSV table: ${messageOf(error)}`);
  }
}
