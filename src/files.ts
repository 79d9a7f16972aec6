import { chmodSync, chownSync, readdirSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileError } from './errors.ts';

/** What is at a path, links followed; `special` is a pipe, a device, a socket, or an open file of a process. */
export type FileKind = 'none' | 'file' | 'folder' | 'special';

/** This many links in a row are a circle. */
const mostLinks = 40;

/**
 * Where a path leads: links are followed, also to what is not there yet. So what is written beside and renamed
 * replaces the file, not the link to it.
 * @throws HfreuseError (exit 1) where links lead in a circle
 */
export function followLinks(path: string): string {
  let place = resolve(path);
  for (let links = 0; links <= mostLinks; links += 1) {
    place = join(realFolder(dirname(place)), basename(place));
    // An open file of a process looks like a link, but its text is not a path.
    const target = isHandle(place) ? null : linkAt(place);
    if (target === null) return place;
    place = resolve(dirname(place), target);
  }
  throw fileError(path, 'leads nowhere', Object.assign(new Error('links in a circle'), { code: 'ELOOP' }));
}

/** @returns what is there; `none` also if that cannot be seen, which opening it then explains */
export function fileKind(path: string): FileKind {
  const stats = statsOf(path);
  if (stats === null) return 'none';
  if (stats.isDirectory()) return 'folder';
  return stats.isFile() && !isHandle(followLinks(path)) ? 'file' : 'special';
}

/** Whether two paths are one file: by links, by another spelling, or by two names of the same. */
export function isSameFile(one: string, other: string): boolean {
  if (followLinks(one) === followLinks(other)) return true;
  const [a, b] = [statsOf(one), statsOf(other)];
  return a !== null && b !== null && a.dev === b.dev && a.ino === b.ino;
}

/** The permissions of a file; null where there is none. What replaces it is made with them, or with fewer. */
export function modeOf(path: string): number | null {
  const stats = statsOf(path);
  return stats === null ? null : stats.mode & 0o777;
}

/** Gives what is to replace a file the owner and the permissions of that file, as far as this user may. */
export function takeOver(beside: string, file: string): void {
  const stats = statsOf(file);
  if (stats === null) return;
  for (const [user, group] of [
    [stats.uid, stats.gid],
    [-1, stats.gid],
  ] as const) {
    try {
      chownSync(beside, user, group);
      break;
    } catch {
      // Only root gives files away; a group of one's own can be kept.
    }
  }
  try {
    chmodSync(beside, stats.mode & 0o777);
  } catch {
    // Some file systems have no permissions.
  }
}

const isHandle = (place: string): boolean => place.startsWith('/proc/');

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function linkAt(place: string): string | null {
  try {
    return readlinkSync(place);
  } catch {
    return null;
  }
}

function statsOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

/** The names in a folder; none where it cannot be read: the next write or read there reports why. */
export function listNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
