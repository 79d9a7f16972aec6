import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileError, fileErrorCode, usageError } from '../errors.ts';
import { fileKind, followLinks, modeOf, takeOver } from '../files.ts';
import { makeFolder, ownPath, sweepDead } from '../own-files.ts';

/** A file in pieces of text, by its name within a folder; '' for the place itself. */
export type Pieces = Readonly<Record<string, AsyncIterable<string> | readonly string[]>>;

/** Pieces are gathered up to this many characters before they are written. */
const gathered = 1_000_000;

/**
 * @throws HfreuseError (exit 2) where something is there that may not be replaced
 */
export function refuseTaken(place: string, replace: boolean): void {
  const kind = fileKind(place);
  if (kind === 'none' || (replace && kind === 'file')) return;
  if (kind === 'file') {
    throw usageError(`${place} already exists`, 'write elsewhere with --to, or replace it with --replace');
  }
  throw usageError(
    `${place} is ${kind === 'folder' ? 'a folder' : 'not a regular file'}`,
    'write elsewhere with --to',
  );
}

/**
 * Writes files piece by piece, beside their places, and renames them when all are whole: never half a file. What it
 * made goes again where it fails, the folder too.
 * @param place a file; or a folder, where the pieces have names
 * @param signal ends the work between two pieces
 * @throws HfreuseError (exit 1) where they cannot be written; what the pieces throw
 */
export async function writeInPieces(place: string, pieces: Pieces, signal?: AbortSignal): Promise<void> {
  const written: [beside: string, file: string][] = [];
  const made: string[] = [];
  const aside: [old: string, file: string][] = [];
  const takeAway: (() => void)[] = [];
  try {
    for (const [name, texts] of Object.entries(pieces)) {
      const file = followLinks(name === '' ? place : join(place, name));
      takeAway.push(makeFolder(dirname(file)));
      sweepDead(file);
      const beside = ownPath(file, 'part');
      written.push([beside, file]);
      made.push(beside);
      await writeFile(beside, modeOf(file) ?? 0o666, texts, signal);
    }
    // Of several the old ones go first: a kill between them must not leave a new file beside an old one.
    if (written.length > 1) await putAside(written, aside);
    for (const [beside, file] of written) {
      takeOver(beside, aside.find(([, of]) => of === file)?.[0] ?? file);
      const isNew = fileKind(file) === 'none';
      await rename(beside, file);
      if (isNew) made.push(file);
    }
  } catch (error) {
    for (const path of made) await rm(path, { force: true }).catch(() => undefined);
    for (const [old, file] of aside.splice(0)) await rename(old, file).catch(() => undefined);
    throw fileErrorCode(error) === null ? error : fileError(place, 'cannot be written', error);
  } finally {
    for (const [old] of aside) await rm(old, { force: true }).catch(() => undefined);
    for (const one of takeAway) one();
  }
}

/** @param aside gets what was renamed, and from where, one by one */
async function putAside(
  written: readonly (readonly [beside: string, file: string])[],
  aside: [old: string, file: string][],
): Promise<void> {
  for (const [beside, file] of written) {
    if (fileKind(file) !== 'file') continue;
    await rename(file, `${beside}.old`);
    aside.push([`${beside}.old`, file]);
  }
}

async function writeFile(
  path: string,
  mode: number,
  texts: AsyncIterable<string> | readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    let waiting: string[] = [];
    let length = 0;
    for await (const text of texts) {
      signal?.throwIfAborted();
      waiting.push(text);
      length += text.length;
      if (length < gathered) continue;
      await file.write(waiting.join(''));
      waiting = [];
      length = 0;
    }
    await file.write(waiting.join(''));
  } finally {
    await file.close();
  }
}
