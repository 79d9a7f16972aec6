import { parse } from 'csv-parse/sync';
import { messageOf, usageError } from '../../errors.ts';
import { hasFigures } from './figure-columns.ts';

/** A table as cells; the rows are counted from 1. */
export interface SplitTable {
  heads: string[];
  records: { cells: string[]; row: number }[];
  delimiter: string;
}

const delimiters = [',', ';', '\t'];

/** The line that gives Excel the delimiter. */
const excelLine = /^\ufeff?"?sep=[,;\t]"?\r?\n/i;

/**
 * Parts a table at whichever delimiter gives it a mean and a deviation.
 * @throws HfreuseError (exit 2) for what is not a table
 */
export function splitTable(text: string, name: string): SplitTable {
  const plain = text.replace(excelLine, '');
  const heads = delimiters.map((delimiter) => readHeads(plain, delimiter));
  const fitting = heads.findIndex((words) => hasFigures(words));
  const widest = heads.reduce(
    (best, words, place) => (words.length > (heads[best]?.length ?? 0) ? place : best),
    0,
  );
  const delimiter = delimiters[fitting >= 0 ? fitting : widest] ?? ',';
  try {
    const [head = [], ...rest] = split(plain, delimiter);
    return { heads: head, records: rest.map((cells, index) => ({ cells, row: index + 1 })), delimiter };
  } catch (error) {
    throw usageError(`${name} is not a CSV table: ${messageOf(error)}`);
  }
}

function readHeads(text: string, delimiter: string): string[] {
  try {
    return split(text, delimiter, 1)[0] ?? [];
  } catch {
    return [];
  }
}

const split = (text: string, delimiter: string, to?: number): string[][] =>
  // Where tabs part the cells, quotes are often letters like any other.
  parse(text, {
    delimiter,
    bom: true,
    skip_empty_lines: true,
    relax_quotes: delimiter === '\t',
    ...(to && { to }),
  });
