import { sqlText } from '../../text.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { inTransaction, readRows } from '../file/query.ts';
import { checkProvenance, type Provenance } from './provenance.ts';
import { derivedStamp } from './schema.ts';

export type { Provenance } from './provenance.ts';

/**
 * The provenance of a snapshot; null in an empty one.
 * @throws HfreuseError (exit 1) where it is not as it was written
 */
export async function readProvenance(snapshot: Snapshot): Promise<Provenance | null> {
  const text = await readMeta(snapshot, 'provenance');
  return text === null ? null : checkProvenance(snapshot.path, text);
}

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
export async function readMeta({ meta, connection }: Snapshot, key: string): Promise<string | null> {
  if (meta !== undefined) return meta.get(key) ?? null;
  const rows = await readRows(connection, `SELECT value FROM meta WHERE key = ${sqlText(key)}`);
  return rows[0] === undefined ? null : String(rows[0].value);
}

/** Whether the file holds derived tables that this version can read, of all that was read into it. */
export const isDerived = async (snapshot: Snapshot): Promise<boolean> =>
  (await readMeta(snapshot, 'derived')) === derivedStamp;

/** Whether the file holds derived tables that another version wrote. */
export async function isDerivedByOther(snapshot: Snapshot): Promise<boolean> {
  const derived = await readMeta(snapshot, 'derived');
  return derived !== null && derived !== derivedStamp;
}

/** Notes that the derived tables are there. */
export const writeDerived = (snapshot: Snapshot): Promise<void> =>
  inTransaction(snapshot.connection, () => writeMeta(snapshot, 'derived', derivedStamp));

/** Notes that they are not; what was counted before was counted in other graphs. */
export async function voidDerived({ connection }: Snapshot): Promise<void> {
  await connection.run(`DELETE FROM meta WHERE key IN ('derived', 'counted')`);
}
