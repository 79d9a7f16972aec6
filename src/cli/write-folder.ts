import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileError, fileErrorCode, usageError } from '../errors.ts';
import { fileKind, followLinks } from '../files.ts';
import { listPutAside, makeFolder, ownPath, removeQuietly, sweepDead } from '../own-files.ts';

/** What a folder may take the place of. */
interface Replacing {
  /** Whether an earlier one of the same kind may be replaced. */
  replace: boolean;
  /** The file that an earlier one has. */
  mark: string;
  /** Whether an earlier one could have written a file of that name. */
  isOurs(name: string): boolean;
}

/**
 * Judges whether a folder can be written, before anything is read. An empty one may always be in its place.
 * @throws HfreuseError (exit 2) where something is there that may not be replaced
 */
export function refuseFolder(place: string, { replace, mark, isOurs }: Replacing): void {
  putBack(toTarget(place));
  const kind = fileKind(place);
  if (kind === 'none') return;
  if (kind !== 'folder') throw usageError(`${place} is not a folder`, 'write elsewhere with --to');
  const names = readdirSync(place).sort();
  if (names.length === 0) return;
  const foreign = names.includes(mark) ? names.find((name) => !isOurs(name)) : names[0];
  if (foreign !== undefined) {
    throw usageError(
      `${place} holds ${foreign}, which was not written so, and is not replaced`,
      'move it elsewhere, or write elsewhere with --to',
    );
  }
  if (!replace) {
    throw usageError(`${place} already exists`, 'write elsewhere with --to, or replace it with --replace');
  }
}

const toTarget = (place: string): string => followLinks(place.replace(/(?<=.)[/\\]+$/, ''));

/** A process that was killed while it replaced the folder had put it aside, and nothing in its place yet. */
function putBack(target: string): void {
  const [old] = listPutAside(target);
  if (old === undefined || existsSync(target)) return;
  try {
    renameSync(old, target);
  } catch (error) {
    throw fileError(target, 'cannot be written', error);
  }
}

/**
 * Writes files into a folder beside its place, and renames that: the folder is there whole, or not at all. Where it
 * replaces an earlier one, that one is put back if the new one cannot take its place.
 * @param files the text of each, by its name
 * @throws HfreuseError (exit 2) where something is there by now that may not be replaced, (exit 1) where it cannot be written
 */
export function writeFolder(
  place: string,
  files: Readonly<Record<string, string>>,
  replacing: Replacing,
): void {
  const target = toTarget(place);
  const beside = ownPath(target, 'part');
  let takeAway = (): void => {};
  try {
    takeAway = makeFolder(dirname(target));
    sweepDead(target);
    mkdirSync(beside);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(beside, name), text);
    refuseFolder(place, replacing);
    putFolderInPlace(beside, target);
  } catch (error) {
    throw fileErrorCode(error) === null ? error : fileError(place, 'cannot be written', error);
  } finally {
    removeQuietly(beside);
    takeAway();
  }
}

function putFolderInPlace(beside: string, target: string): void {
  if (!existsSync(target)) {
    renameSync(beside, target);
    return;
  }
  // Also where it is empty: Windows renames onto no folder.
  const old = `${beside}.old`;
  renameSync(target, old);
  try {
    renameSync(beside, target);
  } catch (error) {
    renameSync(old, target);
    throw error;
  }
  removeQuietly(old);
}
