import type { Snapshot } from '../file/open-snapshot.ts';
import { inTransaction, readIntegers, readRows } from '../file/query.ts';
import { isDerived, readMeta, writeMeta } from './meta.ts';

/** How often each value of a measure occurs among the members of a task: all that the figures of a row need. */
export interface StoredFrequencies {
  protocol: string;
  measure: string;
  task: string;
  /** 'members' of the task, or the 'used' datasets of RQ1, whose value is the number of models that use them. */
  counted: string;
  /** Ascending. */
  values: ArrayLike<number>;
  /** How many have the value of the same index. */
  counts: ArrayLike<number>;
}

/**
 * Stores what was counted in the graphs of a completed snapshot, in place of what was there.
 * @param stamp by what it was counted; only a reader with the same stamp may use it
 */
export async function writeFrequencies(
  snapshot: Snapshot,
  stamp: string,
  frequencies: readonly StoredFrequencies[],
): Promise<void> {
  const { connection } = snapshot;
  const json = JSON.stringify(
    frequencies.map((one) => ({ ...one, values: Array.from(one.values), counts: Array.from(one.counts) })),
  );
  const type = `[{"protocol":"VARCHAR","measure":"VARCHAR","task":"VARCHAR","counted":"VARCHAR","values":["INTEGER"],"counts":["INTEGER"]}]`;
  await inTransaction(connection, async () => {
    await connection.run(
      `CREATE OR REPLACE TABLE frequencies AS
       SELECT protocol, measure, task, counted, unnest("values") AS value, unnest(counts) AS "count"
       FROM (SELECT unnest(from_json($json, '${type}'), recursive := true)) ORDER BY ALL`,
      { json },
    );
    await writeMeta(snapshot, 'counted', stamp);
  });
}

/** Whether {@link readFrequencies} may be used. */
export const hasFrequencies = async (snapshot: Snapshot, stamp: string): Promise<boolean> =>
  (await isDerived(snapshot)) && (await readMeta(snapshot, 'counted')) === stamp;

/** All that is stored of a protocol. */
export async function readFrequencies(
  snapshot: Snapshot,
  protocol: 'current' | 'study-2025',
): Promise<StoredFrequencies[]> {
  const from = `FROM frequencies WHERE protocol = '${protocol}'`;
  const groups = await readRows(
    snapshot.connection,
    `SELECT measure, task, counted, count(*)::INTEGER AS n ${from} GROUP BY ALL ORDER BY ALL`,
  );
  const [values = new Int32Array(0), counts = new Int32Array(0)] = await readIntegers(
    snapshot.connection,
    `SELECT value, "count" ${from} ORDER BY measure, task, counted, value`,
    2,
  );
  let start = 0;
  return groups.map(({ measure, task, counted, n }) => {
    const end = start + Number(n);
    const columns = { values: values.subarray(start, end), counts: counts.subarray(start, end) };
    start = end;
    return { protocol, measure: String(measure), task: String(task), counted: String(counted), ...columns };
  });
}
