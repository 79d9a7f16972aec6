import type { TakenColumns } from '../../documents/audit/audit.ts';
import { usageError } from '../../errors.ts';
import type { AuditInput } from '../../statistics/audit/claim.ts';
import { auditFigureNames, type FigureName, findFigureColumns } from './figure-columns.ts';
import { type SplitTable, splitTable } from './split-table.ts';
import { toInput } from './to-input.ts';

/** A table as it was read. */
export interface AuditTable {
  /** The file, or what the table is. */
  name: string;
  inputs: AuditInput[];
  /** The names of the columns that were taken. */
  columns: TakenColumns;
  /** Those of the others, in their order. */
  labels: string[];
  /** How many rows were passed over because their n is 0. */
  passedOver: number;
}

/**
 * A table with the columns mean and sd, its cells parted by commas, semicolons or tabs.
 * @throws HfreuseError (exit 2) for what is not such a table, or a cell that cannot be audited
 */
export function parseTable(text: string, name: string): AuditTable {
  const table = dropUnused(splitTable(text, name));
  const twice = table.heads.find((head, index) => table.heads.indexOf(head) !== index);
  if (twice !== undefined) throw usageError(`${name} has two columns of the name ${JSON.stringify(twice)}`);
  const columns = findFigureColumns(table.heads, name);
  const placeOf = (head: string | undefined): number => (head === undefined ? -1 : table.heads.indexOf(head));
  const figures = auditFigureNames.map((figure) => ({ figure, place: placeOf(columns[figure]) }));
  const taken = figures.map(({ place }) => place);
  const labels = table.heads.flatMap((label, place) => (taken.includes(place) ? [] : [{ label, place }]));
  const withCommas = table.delimiter !== ',' && hasDecimalCommas(table, taken, name);
  const inputs = table.records.flatMap(({ cells, row }) => {
    // Spreadsheets write rows of nothing but delimiters below a table.
    if (cells.every((cell) => cell.trim() === '')) return [];
    const read = figures.map(({ figure, place }) => {
      const cell = (cells[place] ?? '').trim();
      return [figure, withCommas ? cell.replace(',', '.') : cell] as const;
    });
    const named = labels.map(({ label, place }) => [label, cells[place] ?? ''] as const);
    const printed = Object.fromEntries(read) as Record<FigureName, string>;
    return [toInput(printed, Object.fromEntries(named), `${name}, row ${row}`)];
  });
  const kept = inputs.filter((input) => input !== null);
  return {
    name,
    inputs: kept,
    columns,
    labels: labels.map(({ label }) => label),
    passedOver: inputs.length - kept.length,
  };
}

/** Spreadsheets write delimiters beside a table, too: columns without a name are numbered, and left out where empty. */
function dropUnused({ heads, records, delimiter }: SplitTable): SplitTable {
  const isUsed = heads.map(
    (head, place) => head.trim() !== '' || records.some(({ cells }) => (cells[place] ?? '').trim() !== ''),
  );
  const keepUsed = <Item>(items: readonly Item[]): Item[] =>
    items.filter((_, place) => isUsed[place] === true);
  return {
    heads: keepUsed(heads.map((head, index) => (head.trim() === '' ? `column ${index + 1}` : head))),
    records: records.map(({ cells, row }) => ({ cells: keepUsed(cells), row })),
    delimiter,
  };
}

/** Whether the figures of a table have decimal commas, as where semicolons part the cells. */
function hasDecimalCommas({ records }: SplitTable, places: readonly number[], name: string): boolean {
  const figures = records.flatMap(({ cells }) => places.map((place) => cells[place] ?? ''));
  const comma = figures.find((cell) => cell.includes(','));
  const point = figures.find((cell) => cell.includes('.'));
  if (comma !== undefined && point !== undefined) {
    throw usageError(
      `${name} has decimal commas and decimal points, such as ${JSON.stringify(comma)} and ${JSON.stringify(point)}`,
      'write all of them in one way',
    );
  }
  return comma !== undefined;
}
