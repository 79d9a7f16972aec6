import { parseJson } from '../../text.ts';
import { invalidContent } from '../file/check-layout.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { inTransaction, readRows } from '../file/query.ts';
import type { Leader } from '../read/read-leaders.ts';
import { type Digests, writeDigests } from './digests.ts';
import { isDerived, readMeta, writeMeta } from './meta.ts';

/** How often each value of a measure occurs among the members of a task: all that the figures of a row need. */
export interface StoredFrequencies {
  modality: string;
  /** `all` for the distinct members of a modality. */
  task: string;
  /** The `members` of the task, or the `used` datasets of RQ1, whose value is the number of models that use them. */
  counted: 'members' | 'used';
  /** Ascending. */
  values: ArrayLike<number>;
  /** How many have the value of the same index. */
  counts: ArrayLike<number>;
  /** The members with the greatest values, the greatest first. */
  leaders: readonly Leader[];
}

/** The frequencies of a measure under a protocol. */
export interface StoredMeasure {
  protocol: string;
  measure: string;
  frequencies: readonly StoredFrequencies[];
}

/**
 * Stores what was counted in the graphs of a completed snapshot, in place of what was there: a text for each measure,
 * since a report reads nothing of it but the whole.
 * @param stamp by what it was counted; only a reader with the same stamp may use it
 * @param digest digests what is stored, once it is there
 */
export async function writeFrequencies(
  snapshot: Snapshot,
  stamp: string,
  measures: readonly StoredMeasure[],
  digest: () => Promise<Digests>,
): Promise<void> {
  const { connection } = snapshot;
  await inTransaction(connection, async () => {
    await connection.run(
      'CREATE OR REPLACE TABLE frequencies (protocol VARCHAR, measure VARCHAR, stored VARCHAR)',
    );
    // Earlier versions kept them apart.
    await connection.run('DROP TABLE IF EXISTS leaders');
    for (const { protocol, measure, frequencies } of measures) {
      const stored = JSON.stringify(frequencies.map(toPlainLists));
      const row = { protocol, measure, stored };
      await connection.run('INSERT INTO frequencies VALUES ($protocol, $measure, $stored)', row);
    }
    await writeDigests(snapshot, await digest());
    await writeMeta(snapshot, 'counted', stamp);
  });
}

const toPlainLists = ({ values, counts, ...named }: StoredFrequencies) => ({
  ...named,
  values: Array.from(values),
  counts: Array.from(counts),
});

/** Whether {@link readFrequencies} may be used. */
export const hasFrequencies = async (snapshot: Snapshot, stamp: string): Promise<boolean> =>
  (await isDerived(snapshot)) && (await readMeta(snapshot, 'counted')) === stamp;

/** What is stored of some measures of a protocol: the text of each, for {@link parseFrequencies}. */
export async function readFrequencies(
  { connection }: Snapshot,
  protocol: 'current' | 'study-2025',
  measures: readonly string[],
): Promise<Map<string, string>> {
  const rows = await readRows(
    connection,
    `SELECT measure, stored FROM frequencies
     WHERE protocol = '${protocol}' AND measure IN (${measures.map((name) => `'${name}'`).join(', ')})`,
  );
  return new Map(rows.map(({ measure, stored }) => [String(measure), String(stored)]));
}

/**
 * The frequencies that a text of {@link readFrequencies} holds.
 * @throws HfreuseError (exit 1) where it is not in the form that this version writes
 */
export function parseFrequencies(path: string, text: string): StoredFrequencies[] {
  const found = parseJson(text);
  if (Array.isArray(found) && found.every(isStored)) return found;
  throw invalidContent(path, 'it holds a value of frequencies.stored that hfreuse does not write');
}

// Thousands of numbers at every report: a schema takes longer than all that is done with them.

function isStored(one: Partial<Record<keyof StoredFrequencies, unknown>> | null): one is StoredFrequencies {
  const { modality, task, counted, values, counts, leaders } = one ?? {};
  return (
    typeof modality === 'string' &&
    typeof task === 'string' &&
    (counted === 'members' || counted === 'used') &&
    isNumbers(values) &&
    values.every((value, index) => index === 0 || value > (values[index - 1] ?? value)) &&
    isNumbers(counts) &&
    counts.length === values.length &&
    counts.every((count) => count > 0) &&
    Array.isArray(leaders) &&
    leaders.every(isLeader)
  );
}

const isNumbers = (list: unknown): list is number[] => Array.isArray(list) && list.every(Number.isFinite);

const isLeader = (one: Partial<Record<keyof Leader, unknown>> | null): boolean =>
  typeof one?.id === 'string' && Number.isFinite(one.value);
