import { HfreuseError } from '../../../errors.ts';
import type { RepoKind } from '../../../repo-kind.ts';
import type { Snapshot } from '../../file/open-snapshot.ts';
import { readRows, type SqlValue } from '../../file/query.ts';
import { columnValues, requiredColumns } from './dump-columns.ts';
import type { DumpPart } from './read-schemas.ts';
import type { ReadValue } from './read-values.ts';

/** Values of one column that are there but cannot be read. */
export interface Unread {
  column: string;
  /** How many cells hold something, and how many of these cannot be read. */
  present: number;
  unread: number;
  /** One of them, cut short. */
  example: string;
}

/** An example is kept up to this many characters. */
const longestExample = 60;

/** Counts what cannot be read, in one pass over the columns of which some cell may be such; cards are left out. */
export async function countUnread(
  { connection }: Snapshot,
  { sql }: DumpPart,
  values: ReadonlyMap<string, ReadValue>,
): Promise<Unread[]> {
  const doubtful = [...values].filter(([name, { present }]) => present !== null && name !== 'cardData');
  if (doubtful.length === 0) return [];
  const counts = doubtful.flatMap(([name, { made, present }], at) => [
    `count(*) FILTER (${present})::DOUBLE AS present_${at}`,
    `count(*) FILTER (${present} AND (${made}) IS NULL)::DOUBLE AS unread_${at}`,
    `left((any_value("${name}") FILTER (${present} AND (${made}) IS NULL))::VARCHAR, ${longestExample}) AS example_${at}`,
  ]);
  const [row = {}] = await readRows(connection, `SELECT ${counts.join(', ')} FROM ${sql}`);
  return doubtful.map(([column], at) => ({
    column,
    present: Number(row[`present_${at}`]),
    unread: Number(row[`unread_${at}`]),
    example: toExample(row[`example_${at}`]),
  }));
}

/** As {@link countUnread} for the cards of the view `dump`, of which this many were read as objects. */
export async function countUnreadCards(
  { connection }: Snapshot,
  where: string,
  read: number,
): Promise<Unread[]> {
  const [row] = await readRows(
    connection,
    `SELECT count(*)::DOUBLE AS n FROM dump WHERE ${where} AND card_present`,
  );
  const present = Number(row?.n);
  if (present <= read) return [];
  const [odd] = await readRows(
    connection,
    `SELECT left(card_text, ${longestExample}) AS example FROM dump
     WHERE ${where} AND card_present AND json_type(card) IS DISTINCT FROM 'OBJECT' LIMIT 1`,
  );
  return [{ column: 'cardData', present, unread: present - read, example: toExample(odd?.example) }];
}

const toExample = (cell: SqlValue | undefined): string => String(cell ?? '').replace(/\s+/g, ' ');

/**
 * Refuses a needed column of which not one value can be read: all figures would be 0.
 * @param unread of all parts, by column
 * @throws HfreuseError (exit 1) naming the column, with an example
 */
export function refuseUnread(kind: RepoKind, parts: readonly DumpPart[], unread: readonly Unread[]): void {
  const isSafe = (column: string): boolean =>
    parts.some(({ columns }) => columnValues(kind, columns).get(column)?.present === null);
  const [bad] = unread.filter(
    ({ column, present, unread: count }) =>
      count === present && requiredColumns[kind].includes(column) && !isSafe(column),
  );
  if (bad === undefined) return;
  const { column, example } = bad;
  const types = new Set(
    parts.flatMap(({ columns }) => columns.filter(({ name }) => name === column).map(({ type }) => type)),
  );
  const wanted = column === 'tags' ? 'a list of strings' : 'text';
  throw new HfreuseError(
    `${parts.flatMap(({ files }) => files).join(', ')} has a column ${column} of type ${[...types].join(', ').slice(0, 60)} that cannot be read as ${wanted}, such as ${JSON.stringify(example)}`,
    {
      hint:
        column === 'tags'
          ? 'write it as a list, a JSON or Python list, or as words separated by commas'
          : 'write it as text',
    },
  );
}

/** The counts of several parts, added up by column; columns of which all is read are left out. */
export function addUpUnread(all: readonly Unread[]): Unread[] {
  const byColumn = new Map<string, Unread>();
  for (const one of all) {
    const known = byColumn.get(one.column);
    byColumn.set(one.column, {
      ...one,
      present: one.present + (known?.present ?? 0),
      unread: one.unread + (known?.unread ?? 0),
      example: known?.example || one.example,
    });
  }
  return [...byColumn.values()].filter(({ unread }) => unread > 0);
}
