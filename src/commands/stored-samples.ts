import type { Protocol } from '../definitions/protocols.ts';
import { measuresOf, protocols } from '../definitions/protocols.ts';
import { modalityOf, studyTasks, tasksPackage } from '../definitions/tasks.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import {
  hasFrequencies,
  readFrequencies,
  type StoredFrequencies,
  writeFrequencies,
} from '../snapshot/tables/frequencies.ts';
import type { Frequencies } from '../statistics/frequencies.ts';
import {
  type CountedSample,
  type CountedSamples,
  countSamples,
  type SampleChoice,
  smallestSample,
} from './count-samples.ts';

/** To be raised when anything is counted in another way; which tasks have rows is up to the package of tasks. */
const stamp = `1 ${tasksPackage}`;

const everything = { questions: ['RQ1', 'RQ2', 'RQ3'], tasks: null, relations: null };

/**
 * Counts every sample of both protocols, once, and stores how often each value occurs: a report of the whole snapshot
 * then reads some ten thousand numbers instead of every edge. Nothing is done where they are stored already.
 */
export async function storeSamples(snapshot: Snapshot): Promise<void> {
  if (await hasFrequencies(snapshot, stamp)) return;
  const stored: StoredFrequencies[] = [];
  for (const protocol of protocols) {
    const { samples } = await countSamples(snapshot, { protocol, ...everything });
    for (const { measure, task, frequencies, uses } of samples) {
      const named = { protocol, measure: measure.measure, task };
      stored.push({ ...named, counted: 'members', ...frequencies });
      if (uses !== undefined) stored.push({ ...named, counted: 'used', ...uses });
    }
  }
  await writeFrequencies(snapshot, stamp, stored);
}

/** The samples that were stored, or null where they are not, or are of something else than what is asked for. */
export async function readStoredSamples(
  snapshot: Snapshot,
  choice: SampleChoice,
): Promise<CountedSamples | null> {
  const isSlice = choice.relations !== null || choice.createdBefore !== undefined || choice.excludeSameOwner;
  if (isSlice === true || choice.by === 'modality' || !(await hasFrequencies(snapshot, stamp))) return null;
  const all = toSamples(choice.protocol, await readFrequencies(snapshot, choice.protocol));
  const asked = all.filter(({ measure }) => choice.questions.includes(measure.question));
  const samples = asked.filter(({ task }) => choice.tasks?.includes(task) ?? true);
  return { samples, size: smallestSample(asked) };
}

function toSamples(protocol: Protocol, stored: readonly StoredFrequencies[]): CountedSample[] {
  const used = new Map(stored.filter(({ counted }) => counted === 'used').map((one) => [one.task, one]));
  return stored.flatMap((one) => {
    const measure = measuresOf[protocol].find((each) => each.measure === one.measure);
    const modality = modalityIn[protocol](one.task);
    if (measure === undefined || modality === null || one.counted !== 'members') return [];
    const sample = { measure, modality, task: one.task, frequencies: toFrequencies(one) };
    // Models that declare no dataset use none: nothing is stored of them.
    const isDiverse = protocol === 'current' && measure.question === 'RQ1';
    return [isDiverse ? { ...sample, uses: toFrequencies(used.get(one.task)) } : sample];
  });
}

/** The two protocols may see a task in different modalities. */
const modalityIn: Record<Protocol, (task: string) => string | null> = {
  current: modalityOf,
  'study-2025': (task) => studyTasks.find((one) => one.task === task)?.modality ?? null,
};

function toFrequencies(stored: Pick<StoredFrequencies, 'values' | 'counts'> | undefined): Frequencies {
  const counts = Float64Array.from(stored?.counts ?? []);
  const n = counts.reduce((sum, count) => sum + count, 0);
  return { values: Float64Array.from(stored?.values ?? []), counts, n };
}
