import * as z from 'zod/mini';
import { protocols } from '../../definitions/protocols.ts';
import type { Scope } from '../../definitions/scope.ts';
import { type RepoKind, repoKinds } from '../../repo-kind.ts';
import { parseJson } from '../../text.ts';
import { damageError } from '../file/damage.ts';

/** Where a snapshot comes from and what it covers. */
export interface Provenance {
  endpoint: string;
  protocol: string;
  scope: Scope;
  /** The number of repos per task that the collection was limited to; null if it was not. */
  limit: number | null;
  cards: boolean;
  /** Whether models were asked for `baseModels`; absent for not. */
  checkBases?: boolean;
  /** 'crawl' from a Hub, 'dump' from a Parquet file, 'simulation' generated here. */
  source: string;
  /** Only where `source` is 'dump'. */
  dump?: Dump;
  tasksPackage: string;
  startedAt: string;
  finishedAt: string | null;
  /** When the last update began, by our clock; absent before the first. */
  updatedFrom?: string;
  /** How far the Hub's clock was behind ours in the last reading; absent for not at all. */
  hubBehindMs?: number;
  /** How many updates there were; absent before the first. */
  updates?: number;
  /** Whether listed downloads are of several days; absent where that was not checked. */
  mixedDownloads?: boolean;
}

/** What an imported snapshot was read from. */
export interface Dump {
  /** Names of files, or a repo of the Hub with its revision. */
  of: string;
  /** The newest creation or change in it, ISO 8601: it is at least that new. */
  latest: string | null;
  /** Which kinds were read. */
  kinds: RepoKind[];
  /** Values that are there but could not be read, by column; absent where all were, and in older snapshots. */
  unread?: { kind: RepoKind; column: string; present: number; unread: number }[];
}

/** A moment as JavaScript writes it, in years that have four digits: its first ten characters become names of folders. */
const isoMoment = z.iso.datetime();
const wholeNumber = z.int().check(z.nonnegative());
const kind = z.enum(repoKinds);

const dump = z.looseObject({
  of: z.string(),
  latest: z.nullable(z.string()),
  kinds: z.array(kind),
  unread: z.optional(
    z.array(z.looseObject({ kind, column: z.string(), present: wholeNumber, unread: wholeNumber })),
  ),
});

/** What later versions add is kept. Snapshots of before there were dumps are of crawls. */
const provenance = z.looseObject({
  endpoint: z.string(),
  protocol: z.enum(protocols),
  scope: z.looseObject({
    all: z.boolean(),
    modalities: z.array(z.string()),
    tasks: z.array(z.string()),
    limited: z.boolean(),
    order: z.optional(z.literal('downloads')),
  }),
  limit: z.nullable(wholeNumber),
  cards: z.boolean(),
  checkBases: z.optional(z.boolean()),
  source: z.pipe(
    z.nullish(z.string()),
    z.transform((source) => source ?? 'crawl'),
  ),
  dump: z.optional(dump),
  tasksPackage: z.string(),
  startedAt: isoMoment,
  finishedAt: z.nullable(isoMoment),
  updatedFrom: z.optional(isoMoment),
  hubBehindMs: z.optional(z.number()),
  updates: z.optional(wholeNumber),
  mixedDownloads: z.optional(z.boolean()),
});

/**
 * What a snapshot states about itself: untrusted text, which becomes paths, SQL and addresses.
 * @throws HfreuseError (exit 1) where it is not as it was written
 */
export function checkProvenance(path: string, text: string): Provenance {
  const found = provenance.safeParse(parseJson(text));
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'it' : issue.path.join('.');
  const what = `has invalid metadata: ${where} is not in the form that hfreuse writes`;
  throw damageError(path, what, found.error);
}
