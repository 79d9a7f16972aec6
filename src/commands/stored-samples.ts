import { chooseMeasures, type Measure, type Protocol } from '../definitions/protocols.ts';
import { tasksPackage } from '../definitions/tasks.ts';
import { everyTask } from '../graph/groups.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import { isSlice } from '../snapshot/read/edge-choice.ts';
import { type CoverageGroup, readCoverageGroups } from '../snapshot/read/read-coverage.ts';
import { checkDigests } from '../snapshot/tables/digests.ts';
import {
  hasFrequencies,
  parseFrequencies,
  readFrequencies,
  type StoredFrequencies,
} from '../snapshot/tables/frequencies.ts';
import { countedStamp } from '../snapshot/tables/schema.ts';
import type { Frequencies } from '../statistics/frequencies.ts';
import {
  type CountedSample,
  type CountedSamples,
  type SampleChoice,
  smallestSample,
  splitSamples,
} from './counted-samples.ts';
import { coveragePart, measurePart } from './stored-digests.ts';

/** Which tasks have rows is up to the package of tasks. */
export const samplesStamp = `${countedStamp} ${tasksPackage}`;

/**
 * Compares parts of what is stored with their digests, where a snapshot is counted by this version.
 * @throws HfreuseError (exit 1) where one is not as it was written
 */
export async function checkStored(snapshot: Snapshot, ...parts: [string, string][]): Promise<void> {
  if (await hasFrequencies(snapshot, samplesStamp)) await checkDigests(snapshot, new Map(parts));
}

/** Where the pairs of the whole snapshot lead. The derived tables must be there. */
export async function readStoredCoverage(snapshot: Snapshot, protocol: Protocol): Promise<CoverageGroup[]> {
  const groups = await readCoverageGroups(snapshot, protocol);
  await checkStored(snapshot, coveragePart(protocol, groups));
  return groups;
}

/** The samples that were stored, or null where they are not, or are of something else than what is asked for. */
export async function readStoredSamples(
  snapshot: Snapshot,
  choice: SampleChoice,
): Promise<CountedSamples | null> {
  const { by = 'task', tasks } = choice;
  // The members of a modality are not the sum of those of its tasks.
  if (isSlice(choice) || (by === 'modality' && tasks !== null)) return null;
  if (!(await hasFrequencies(snapshot, samplesStamp))) return null;
  const measures = chooseMeasures(choice);
  const names = measures.map(({ measure }) => measure);
  const stored = await readFrequencies(snapshot, choice.protocol, names);
  await checkStored(snapshot, ...names.map((name) => measurePart(choice.protocol, name, stored)));
  const all = measures.flatMap((measure) => {
    const text = stored.get(measure.measure);
    return text === undefined
      ? []
      : toSamples(choice.protocol, measure, parseFrequencies(snapshot.path, text));
  });
  const ofTasks = splitSamples(all, 'task').samples;
  const size = smallestSample(ofTasks);
  if (tasks === null) return { ...splitSamples(all, by), size };
  const samples = ofTasks.filter(({ task }) => tasks.includes(task));
  const modalities = toModalities(samples);
  return modalities === null ? null : { samples, modalities, size };
}

/** A modality of which one task is chosen has the members of this task; of more, the distinct ones are not stored. */
function toModalities(samples: readonly CountedSample[]): CountedSample[] | null {
  const places = samples.map(({ measure, modality }) => `${measure.measure} ${modality}`);
  if (new Set(places).size < places.length) return null;
  return samples.map((sample) => ({ ...sample, task: everyTask }));
}

function toSamples(
  protocol: Protocol,
  measure: Measure,
  stored: readonly StoredFrequencies[],
): CountedSample[] {
  const keyOf = ({ modality, task }: StoredFrequencies): string => JSON.stringify([modality, task]);
  const used = new Map(stored.filter(({ counted }) => counted === 'used').map((one) => [keyOf(one), one]));
  return stored.flatMap((one) => {
    if (one.counted !== 'members') return [];
    const { modality, task, leaders } = one;
    const sample = { measure, modality, task, leaders, frequencies: fromStoredFrequencies(one) };
    // Models that declare no dataset use none: nothing is stored of them.
    const isDiverse = protocol === 'current' && measure.question === 'RQ1';
    if (!isDiverse) return [sample];
    const ofModels = used.get(keyOf(one));
    const mostDeclared = task === everyTask ? (ofModels?.leaders ?? []) : undefined;
    return [{ ...sample, uses: fromStoredFrequencies(ofModels), mostDeclared }];
  });
}

function fromStoredFrequencies(
  stored: Pick<StoredFrequencies, 'values' | 'counts'> | undefined,
): Frequencies {
  const counts = Float64Array.from(stored?.counts ?? []);
  const n = counts.reduce((sum, count) => sum + count, 0);
  return { values: Float64Array.from(stored?.values ?? []), counts, n };
}
