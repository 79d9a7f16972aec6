import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { computedCsv, posterCsv } from '../../definitions/published-tables.ts';
import { fileError, messageOf, usageError } from '../../errors.ts';
import { findBadCell } from '../../statistics/audit/audit-rows.ts';
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
  if (file === '') throw usageError('audit takes files, not an empty string');
  try {
    return decode(await readFile(file));
  } catch (error) {
    throw fileError(file, 'cannot be read', error);
  }
}

/** UTF-8, UTF-16 with a mark, and Windows-1252 for what is neither: what spreadsheets write. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** @throws HfreuseError (exit 2) for what is not a CSV table with the columns mean and sd, or a cell that cannot be audited */
function parseTable(text: string, name: string): AuditInput[] {
  const [heads = [], ...records] = parseCsv(text, name);
  // Spreadsheets write delimiters beside a table, too: columns without a name, which are numbered.
  const columns = heads.map((head, index) => (head.trim() === '' ? `column ${index + 1}` : head));
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) throw usageError(`${name} has two columns of the name ${JSON.stringify(twice)}`);
  const missing = ['mean', 'sd'].find((column) => !columns.includes(column));
  if (missing !== undefined)
    throw usageError(`${name} has no column ${missing}; it needs mean and sd, and may have n, min, max`);
  const isUnnamed = heads.map((head) => head.trim() === '');
  const isUsed = heads.map(
    (_, place) => !isUnnamed[place] || records.some((record) => (record[place] ?? '').trim() !== ''),
  );
  return records.flatMap((record, index) => {
    // Spreadsheets write rows of nothing but delimiters below a table.
    if (record.every((cell) => cell.trim() === '')) return [];
    const used = <Item>(items: readonly Item[]): Item[] => items.filter((_, place) => isUsed[place] === true);
    return [toInput(used(columns), used(record), `${name}, row ${index + 1}`)];
  });
}

function toInput(columns: readonly string[], record: readonly string[], where: string): AuditInput {
  const cell = (column: string): string => (record[columns.indexOf(column)] ?? '').trim();
  const n = cell('n');
  if (n !== '' && !/^[1-9]\d{0,14}$/.test(n)) {
    throw usageError(`${where}: n must be a whole number of 1 or more, not ${JSON.stringify(n)}`);
  }
  const labels = columns.flatMap((column, index) =>
    figures.includes(column) ? [] : [[column, record[index] ?? ''] as const],
  );
  const input = {
    labels: Object.fromEntries(labels),
    mean: cell('mean'),
    sd: cell('sd'),
    n: n === '' ? null : Number(n),
    min: cell('min'),
    max: cell('max'),
  };
  const bad = findBadCell([input]);
  if (bad !== null) {
    throw usageError(`${where}: ${bad.column} is not a number in printed form: ${JSON.stringify(bad.text)}`);
  }
  for (const column of ['mean', 'sd', 'min', 'max'] as const) {
    // The squares of larger ones leave the range of a double, in which the reasons are written.
    if (Math.abs(Number(input[column].replace('−', '-'))) < 1e60) continue;
    throw usageError(`${where}: ${column} is too large to be audited: ${JSON.stringify(input[column])}`);
  }
  return input;
}

function parseCsv(text: string, name: string): string[][] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true }) as string[][];
  } catch (error) {
    throw usageError(`${name} is not a CSV table: ${messageOf(error)}`);
  }
}
