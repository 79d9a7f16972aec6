import type { Scope } from '../study/report-row.ts';
import type { Snapshot } from './open-snapshot.ts';
import { readRows } from './query.ts';

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
  tasksPackage: string;
  startedAt: string;
  finishedAt: string | null;
  /** When the last update began; absent before the first. */
  updatedFrom?: string;
}

/** The provenance of a snapshot; null in an empty one. */
export async function readProvenance(snapshot: Snapshot): Promise<Provenance | null> {
  const rows = await readRows(snapshot.connection, `SELECT value FROM meta WHERE key = 'provenance'`);
  const text = rows[0]?.value;
  return typeof text === 'string' ? (JSON.parse(text) as Provenance) : null;
}

/** Writes the provenance, in the caller's transaction if there is one. */
export async function writeProvenance(snapshot: Snapshot, provenance: Provenance): Promise<void> {
  await writeMeta(snapshot, 'provenance', JSON.stringify(provenance));
}

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
