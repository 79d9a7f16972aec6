import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dateFolder, exportPart, exportTableNames } from '../../../definitions/sql/export-layout.ts';
import { usageError } from '../../../errors.ts';
import { listPutAside, makeFolder } from '../../../own-files.ts';
import { olderLayout } from '../older-layout.ts';

/**
 * Judges whether a date can be written into an export, before anything is.
 * @throws HfreuseError (exit 2) where it is there and may not be replaced, where something else is in its place, or
 *   where the export is of the older layout; (exit 1) where that cannot be seen
 */
export function refuseExistingDate(to: string, date: string, replace: boolean): void {
  const older = olderLayout(to);
  if (older !== null) throw usageError(older.message, older.hint);
  putBack(to, date);
  const there = exportTableNames
    .map((table) => placeOf(to, table, date))
    .filter((place) => existsSync(place));
  if (there[0] === undefined) return;
  if (!replace) {
    throw usageError(`${there[0]} already exists`, 'write elsewhere with --to, or replace it with --replace');
  }
  for (const place of there) refuseOtherFiles(place);
}

/**
 * An export that was killed while it replaced a date had put the tables of the old one aside. They come back, unless
 * the new one is whole, which has provenance.
 */
function putBack(to: string, date: string): void {
  for (const old of listPutAside(besidePlace(to, date))) {
    if (existsSync(placeOf(to, 'provenance', date))) return;
    for (const table of exportTableNames) {
      if (!existsSync(join(old, table))) continue;
      rmSync(placeOf(to, table, date), { recursive: true, force: true });
      renameSync(join(old, table), placeOf(to, table, date));
    }
  }
}

/** What no export wrote is not taken away. */
function refuseOtherFiles(place: string): void {
  const foreign = readdirSync(place).find((name) => name !== exportPart);
  if (foreign === undefined) return;
  throw usageError(
    `${place} holds ${foreign}, which no export wrote, so it is not replaced`,
    'move that file elsewhere, or write elsewhere with --to',
  );
}

/**
 * Renames the tables of a date to their places, `provenance` last; where one is replaced, it goes first, so that a
 * date with provenance is always one that is whole. What fails is undone.
 * @param beside the folder that holds a folder for each table; on the same file system
 * @throws HfreuseError (exit 2) where another export was faster; what the file system throws
 */
export function putDateInPlace(beside: string, to: string, date: string, replace: boolean): void {
  const undo: (() => void)[] = [];
  const move = (from: string, place: string): void => {
    renameSync(from, place);
    undo.unshift(() => renameSync(place, from));
  };
  try {
    if (replace) takeAway(`${beside}.old`, to, date, move);
    for (const table of exportTableNames) {
      undo.unshift(makeFolder(join(to, table)));
      move(join(beside, table), placeOf(to, table, date));
    }
  } catch (error) {
    for (const step of undo) step();
    rmSync(`${beside}.old`, { recursive: true, force: true });
    // Another export was faster: its folder is there, and not empty.
    if (isInTheWay(error)) refuseExistingDate(to, date, false);
    throw error;
  }
  rmSync(`${beside}.old`, { recursive: true, force: true });
}

function takeAway(old: string, to: string, date: string, move: (from: string, place: string) => void): void {
  refuseExistingDate(to, date, true);
  mkdirSync(old, { recursive: true });
  for (const table of exportTableNames.toReversed()) {
    const place = placeOf(to, table, date);
    if (existsSync(place)) move(place, join(old, table));
  }
}

/** What an export of a date writes beside it has names that begin so. */
export const besidePlace = (to: string, date: string): string => join(to, `.${dateFolder(date)}`);

const placeOf = (to: string, table: string, date: string): string => join(to, table, dateFolder(date));

const isInTheWay = (error: unknown): boolean =>
  ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
