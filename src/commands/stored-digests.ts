import { waitForAll } from '../async.ts';
import { protocols } from '../definitions/protocols.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import { type CoverageGroup, readCoverageGroups } from '../snapshot/read/read-coverage.ts';
import {
  type ReferenceState,
  readCounts,
  readMovedUses,
  readReferenceStates,
  readTaskCounts,
} from '../snapshot/read/read-status.ts';
import { type Digests, digestOf } from '../snapshot/tables/digests.ts';
import { readFrequencies, type StoredMeasure } from '../snapshot/tables/frequencies.ts';

/** How much of what there is: all of it from derived tables, and part of every report. */
export interface StoredCounts {
  counts: { models: number; datasets: number };
  references: ReferenceState[];
  tasks: { task: string; models: number; datasets: number }[];
  moved: { task: string; datasets: number; uses: number; moved: number }[];
}

/** Reads {@link StoredCounts}, in a fixed order. */
export async function readStoredCounts(snapshot: Snapshot): Promise<StoredCounts> {
  const [counts, references, tasks, moved] = await waitForAll([
    readCounts(snapshot),
    readReferenceStates(snapshot),
    readTaskCounts(snapshot),
    readMovedUses(snapshot),
  ]);
  return { counts, references: sortStored(references), tasks, moved };
}

/** What is digested of each part, by its name in messages: the text that is stored, or one of what was read. */
export const countsPart = (counts: StoredCounts): [string, string] => ['its counts', JSON.stringify(counts)];
export const coveragePart = (protocol: string, groups: readonly CoverageGroup[]): [string, string] => [
  `coverage (${protocol})`,
  JSON.stringify(sortStored(groups)),
];
export const measurePart = (
  protocol: string,
  measure: string,
  stored: ReadonlyMap<string, string>,
): [string, string] => [`${measure} (${protocol})`, stored.get(measure) ?? '[]'];

/** Digests of all that was just stored, read as a report reads it. */
export async function digestStored(
  snapshot: Snapshot,
  stored: readonly Pick<StoredMeasure, 'protocol' | 'measure'>[],
): Promise<Digests> {
  const parts = [countsPart(await readStoredCounts(snapshot))];
  for (const protocol of protocols) {
    parts.push(coveragePart(protocol, await readCoverageGroups(snapshot, protocol)));
    const names = stored.filter((one) => one.protocol === protocol).map(({ measure }) => measure);
    if (names.length === 0) continue;
    const read = await readFrequencies(snapshot, protocol, names);
    parts.push(...names.map((name) => measurePart(protocol, name, read)));
  }
  return Object.fromEntries(parts.map(([name, text]) => [name, digestOf(text)]));
}

/** Tables are read in any order. */
function sortStored<Row>(rows: readonly Row[]): Row[] {
  const keyed = rows.map((row) => ({ row, key: JSON.stringify(row) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ row }) => row);
}
