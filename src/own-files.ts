import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileKind, listNames } from './files.ts';

// What a process makes for a while is never shared by name: two that spill into one folder read each other's blocks.

/** Loaded at its first use: it takes longer than parsing a command line, and few commands make such names. */
const loadCrypto = () => process.getBuiltinModule('node:crypto');

/** Which machine this is: a process id means a process of its own alone, and containers may share a folder. */
export const nameMachine = (): string =>
  loadCrypto().createHash('sha256').update(hostname()).digest('hex').slice(0, 6);

/** A name beside a path that no other process uses, nor this one twice. What a kill leaves there is swept later. */
export const ownPath = (path: string, ending: 'part' | 'spill'): string =>
  `${path}.${process.pid}-${nameMachine()}-${loadCrypto().randomBytes(4).toString('hex')}.${ending}`;

/** A folder to spill into, not made yet: beside the path, or in the system's folder where nothing can be written there. */
export function ownSpillFolder(path: string | null): string {
  const base = path !== null && isWritable(dirname(path)) ? path : spillsElsewhere();
  sweepDead(base);
  sweepSharedSpills(base);
  return ownPath(base, 'spill');
}

const spillsElsewhere = (): string => join(tmpdir(), 'hfreuse');

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Also of what is opened under such a name, or as `.part`: its log, its own spill folder, a folder put aside; and
 * names of earlier versions, which do not name the machine.
 */
const ownEnding =
  /^(?:\.part)?\.(\d+)(?:-([0-9a-f]{6})-[0-9a-f]{8})?\.(?:part|spill)(?:\.wal|\.old|\.[0-9a-f-]+\.spill)?$/;

/** What killed processes of this machine left beside a path, under names of {@link ownPath}. */
function listDead(path: string): string[] {
  const [folder, start] = [dirname(path), basename(path)];
  return listNames(folder)
    .filter((name) => {
      const found = name.startsWith(start) ? ownEnding.exec(name.slice(start.length)) : null;
      if (found === null) return false;
      const [, id, machine = nameMachine()] = found;
      return machine === nameMachine() && !isAlive(Number(id));
    })
    .map((name) => join(folder, name));
}

/** Removes what killed processes of this machine left beside a path, under names of {@link ownPath}. */
export function sweepDead(path: string): void {
  for (const left of listDead(path)) removeQuietly(left);
}

/** What processes that were killed had put aside to replace it. */
export const listPutAside = (path: string): string[] =>
  listDead(path).filter((left) => left.endsWith('.part.old'));

/** Files that DuckDB spills into; a folder that holds anything else is not one of its own. */
const spilled = /^duckdb_temp_[\w-]+\.(?:tmp|block)$/;

/** Nobody spills for as long without a new block. */
const dayMs = 86_400_000;

/**
 * Removes the folders into which earlier versions spilled, under names that all processes shared.
 * @param leastAgeMs how old their newest file must be at least; 0 where no other process can have the snapshot open
 */
export function sweepSharedSpills(path: string, leastAgeMs = dayMs): void {
  for (const folder of [`${path}.tmp`, `${path}.part.tmp`]) {
    const stats = statSync(folder, { throwIfNoEntry: false });
    if (stats?.isDirectory() !== true) continue;
    const names = listNames(folder);
    if (!names.every((name) => spilled.test(name))) continue;
    const times = names.map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (Date.now() - Math.max(stats.mtimeMs, ...times) >= leastAgeMs) removeQuietly(folder);
  }
}

/**
 * Makes a folder, and those above it that are not there.
 * @returns takes away again those that it made, where nothing is in them: to be called when the work is over, done or not
 * @throws what the file system throws; nothing that was made stays then
 */
export function makeFolder(folder: string): () => void {
  const wanted = [resolve(folder)];
  // A drive that is not there has no folder above it.
  for (
    let place = dirname(wanted[0] ?? '');
    !existsSync(place) && place !== dirname(place);
    place = dirname(place)
  )
    wanted.unshift(place);
  const made: string[] = [];
  const takeAway = (): void => made.forEach(removeEmpty);
  try {
    for (const place of wanted) if (makeOne(place)) made.unshift(place);
  } catch (error) {
    takeAway();
    throw error;
  }
  return takeAway;
}

/**
 * With `recursive`, Node reports of a read-only file system that the folder is not there.
 * @returns whether it was made: what was there, or another process was faster to make, is not ours
 */
function makeOne(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (fileKind(folder) === 'folder') return false;
    throw error;
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is in use, which is why it was made.
  }
}

/** Removes a file or folder; what cannot be removed stays for the next sweep. */
export function removeQuietly(path: string): void {
  try {
    // Mostly nothing is there, and Node loads a good deal to remove it.
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return;
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Another process may have been faster.
  }
}

/** Whether a process of this machine has that id, ours or not. */
export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
