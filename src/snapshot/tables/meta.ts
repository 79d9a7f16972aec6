import type { Scope } from '../../definitions/scope.ts';
import type { RepoKind } from '../../repo-kind.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';

/** Where a snapshot comes from and what it covers. */
export interface Provenance {
  endpoint: string;
  protocol: string;
  scope: Scope;
  /** The number of repos per task that the collection was limited to; null if it was not. */
  limit: number | null;
  cards: boolean;
  /** 'crawl' from a Hub, 'dump' from a Parquet file, 'simulation' made up here. */
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

/** The provenance of a snapshot; null in an empty one. Snapshots of before there were dumps are of crawls. */
export async function readProvenance(snapshot: Snapshot): Promise<Provenance | null> {
  const rows = await readRows(snapshot.connection, `SELECT value FROM meta WHERE key = 'provenance'`);
  const text = rows[0]?.value;
  return typeof text === 'string' ? withSource(JSON.parse(text)) : null;
}

const withSource = (provenance: Provenance): Provenance => ({
  ...provenance,
  source: provenance.source ?? 'crawl',
});

/** Writes the provenance, in the caller's transaction if there is one. */
export async function writeProvenance(snapshot: Snapshot, provenance: Provenance): Promise<void> {
  await writeMeta(snapshot, 'provenance', JSON.stringify(provenance));
}

/** When an update began that has not reached its end; null for none. */
export const readUpdating = (snapshot: Snapshot): Promise<string | null> => readMeta(snapshot, 'updating');

/** Sets one key; null removes it. */
export async function writeMeta(snapshot: Snapshot, key: string, value: string | null): Promise<void> {
  await snapshot.connection.run('DELETE FROM meta WHERE key = $key', { key });
  if (value !== null) await snapshot.connection.run('INSERT INTO meta VALUES ($key, $value)', { key, value });
}

/** One key's value, or null. */
export async function readMeta(snapshot: Snapshot, key: string): Promise<string | null> {
  const rows = await readRows(snapshot.connection, 'SELECT value FROM meta WHERE key = $key', { key });
  return rows[0] === undefined ? null : String(rows[0].value);
}

/** What the derived tables are: to be raised when they hold anything else, so that those of before are made anew. */
const derivedStamp = '4';

/** Whether the file holds derived tables that this version can read, of all that was read into it. */
export const isDerived = async (snapshot: Snapshot): Promise<boolean> =>
  (await readMeta(snapshot, 'derived')) === derivedStamp;

/** Says that the derived tables are made; what was counted before was counted in other graphs. */
export async function writeDerived(snapshot: Snapshot): Promise<void> {
  await writeMeta(snapshot, 'derived', derivedStamp);
  await writeMeta(snapshot, 'counted', null);
}
