import type { Snapshot } from '../file/open-snapshot.ts';
import { inTransaction, readJson } from '../file/query.ts';
import type { Leader } from '../read/read-leaders.ts';
import { type Digests, writeDigests } from './digests.ts';
import { isDerived, readMeta, writeMeta } from './meta.ts';

/** How often each value of a measure occurs among the members of a task: all that the figures of a row need. */
export interface StoredFrequencies {
  protocol: string;
  measure: string;
  modality: string;
  /** `all` for the distinct members of a modality. */
  task: string;
  /** 'members' of the task, or the 'used' datasets of RQ1, whose value is the number of models that use them. */
  counted: string;
  /** Ascending. */
  values: ArrayLike<number>;
  /** How many have the value of the same index. */
  counts: ArrayLike<number>;
  /** The members with the greatest values, the greatest first. */
  leaders: readonly Leader[];
}

const frequencyType = `[{"protocol":"VARCHAR","measure":"VARCHAR","modality":"VARCHAR","task":"VARCHAR","counted":"VARCHAR","values":["DOUBLE"],"counts":["DOUBLE"]}]`;
const leaderType = `[{"protocol":"VARCHAR","measure":"VARCHAR","modality":"VARCHAR","task":"VARCHAR","counted":"VARCHAR","place":"INTEGER","id":"VARCHAR","value":"DOUBLE"}]`;

/**
 * Stores what was counted in the graphs of a completed snapshot, in place of what was there.
 * @param stamp by what it was counted; only a reader with the same stamp may use it
 * @param digest digests what is stored, once it is there
 */
export async function writeFrequencies(
  snapshot: Snapshot,
  stamp: string,
  frequencies: readonly StoredFrequencies[],
  digest: () => Promise<Digests>,
): Promise<void> {
  const { connection } = snapshot;
  const rows = frequencies.map(({ leaders, values, counts, ...names }) => ({
    ...names,
    values: Array.from(values),
    counts: Array.from(counts),
  }));
  const leaders = frequencies.flatMap(({ protocol, measure, modality, task, counted, leaders }) =>
    leaders.map(({ id, value }, place) => ({ protocol, measure, modality, task, counted, place, id, value })),
  );
  await inTransaction(connection, async () => {
    await connection.run(
      `CREATE OR REPLACE TABLE frequencies AS
       SELECT protocol, measure, modality, task, counted, unnest("values") AS value, unnest(counts) AS "count"
       FROM (SELECT unnest(from_json($json, '${frequencyType}'), recursive := true)) ORDER BY ALL`,
      { json: JSON.stringify(rows) },
    );
    await connection.run(
      `CREATE OR REPLACE TABLE leaders AS
       SELECT unnest(from_json($json, '${leaderType}'), recursive := true) ORDER BY ALL`,
      { json: JSON.stringify(leaders) },
    );
    await writeDigests(snapshot, await digest());
    await writeMeta(snapshot, 'counted', stamp);
  });
}

/** Whether {@link readFrequencies} may be used. */
export const hasFrequencies = async (snapshot: Snapshot, stamp: string): Promise<boolean> =>
  (await isDerived(snapshot)) && (await readMeta(snapshot, 'counted')) === stamp;

/** What is stored of some measures of a protocol. */
export async function readFrequencies(
  { connection }: Snapshot,
  protocol: 'current' | 'study-2025',
  measures: readonly string[],
): Promise<StoredFrequencies[]> {
  const where = `WHERE protocol = '${protocol}' AND measure IN (${measures.map((name) => `'${name}'`).join(', ')})`;
  const place = 'measure, modality, task, counted';
  // One text: thousands of small ones take longer than all the rest of a report's tables.
  const stored = await readJson<(Omit<StoredFrequencies, 'leaders'> & { leaders: Leader[] | null })[]>(
    connection,
    `SELECT list(stored ORDER BY ${place}) FROM (
       FROM (SELECT '${protocol}' AS protocol, ${place}, list(value ORDER BY value) AS "values", list("count" ORDER BY value) AS counts
         FROM frequencies ${where} GROUP BY ALL)
       LEFT JOIN (SELECT ${place}, list({id: id, value: value} ORDER BY place) AS leaders FROM leaders ${where} GROUP BY ALL)
       USING (${place})) stored`,
  );
  return (stored ?? []).map((one) => ({ ...one, leaders: one.leaders ?? [] }));
}
