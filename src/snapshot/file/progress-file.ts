import { closeSync, openSync, readSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { fileKind, followLinks } from '../../files.ts';
import { nameMachine, ownPath, removeQuietly } from '../../own-files.ts';
import { parseJson } from '../../text.ts';
import { checkProvenance, type Provenance } from '../tables/provenance.ts';

// While a collection holds its snapshot nobody else can open it, so its progress is in a small file beside it.

/** How far a running collection is. Moments are ISO 8601. */
export interface CollectionProgress {
  /** The process that collects. */
  process: number;
  /** When this run of it began. */
  since: string;
  writtenAt: string;
  provenance: Provenance;
  /** What it does now; null where it has only begun. */
  step: {
    phase: 'list' | 'names' | 'derive';
    since: string;
    done: number;
    total: number;
    pages?: number;
    repos?: number;
  } | null;
  /** Requests left in the Hub's window; null if it has not reported them. */
  quotaLeft: number | null;
  /** Why nothing is sent, and until when. */
  waiting: { why: string; until: string } | null;
}

/** The small file beside a snapshot. */
export const progressFileOf = (path: string): string => `${followLinks(path)}.progress`;

/** Writes it whole. Nothing else depends on it, so a full disk is not reported twice. */
export function writeProgressFile(path: string, progress: CollectionProgress): void {
  // Beside the snapshot, and so swept with what else a kill leaves there.
  const beside = ownPath(followLinks(path), 'part');
  try {
    writeFileSync(beside, JSON.stringify({ ...progress, machine: nameMachine() }));
    renameSync(beside, progressFileOf(path));
  } catch {
    removeQuietly(beside);
  }
}

/** Takes it away. */
export const removeProgressFile = (path: string): void => removeQuietly(progressFileOf(path));

/** What a process writes every few seconds; of another machine, only its age shows whether it is still there. */
const longestSilenceMs = 60_000;

/**
 * How far the process is that holds a snapshot.
 * @param holder the process that holds it, as this machine counts processes
 * @returns null where the file is missing, another process's (it was killed, and another came), or not as it is written
 */
export function readProgressFile(path: string, holder: number, now: number): CollectionProgress | null {
  const found = toSchema().safeParse(parseJson(readStart(progressFileOf(path))));
  if (!found.success) return null;
  const { machine: where, provenance, ...progress } = found.data;
  const isHolders =
    where === nameMachine()
      ? progress.process === holder
      : Math.abs(now - Date.parse(progress.writtenAt)) < longestSilenceMs;
  if (!isHolders) return null;
  try {
    return { ...progress, provenance: checkProvenance(path, JSON.stringify(provenance)) };
  } catch {
    return null;
  }
}

/** Made where it is needed: few commands read such a file. */
function toSchema() {
  const isoMoment = z.iso.datetime();
  const wholeNumber = z.int().check(z.nonnegative());
  return z.object({
    process: wholeNumber,
    machine: z.string(),
    since: isoMoment,
    writtenAt: isoMoment,
    provenance: z.unknown(),
    step: z.nullable(
      z.object({
        phase: z.enum(['list', 'names', 'derive']),
        since: isoMoment,
        done: wholeNumber,
        total: wholeNumber,
        pages: z.optional(wholeNumber),
        repos: z.optional(wholeNumber),
      }),
    ),
    quotaLeft: z.nullable(wholeNumber),
    waiting: z.nullable(z.object({ why: z.string().check(z.maxLength(1000)), until: isoMoment })),
  });
}

/** It may be anybody's: a pipe would be waited for, and of a large file no more is read than ours can be long. */
function readStart(file: string): string {
  if (fileKind(file) !== 'file') return '';
  const start = Buffer.alloc(65_536);
  try {
    const handle = openSync(file, 'r');
    try {
      return start.toString('utf8', 0, readSync(handle, start, 0, start.length, 0));
    } finally {
      closeSync(handle);
    }
  } catch {
    return '';
  }
}
