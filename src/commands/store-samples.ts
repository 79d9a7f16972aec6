import { measuresOf, protocols } from '../definitions/protocols.ts';
import { modalities } from '../definitions/tasks.ts';
import { everyTask } from '../graph/groups.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import type { Leader } from '../snapshot/read/read-leaders.ts';
import {
  hasFrequencies,
  type StoredFrequencies,
  type StoredMeasure,
  writeFrequencies,
} from '../snapshot/tables/frequencies.ts';
import { countAllSamples } from './count-samples.ts';
import type { CountedSample } from './counted-samples.ts';
import { findMostDeclared } from './most-declared.ts';
import { digestStored } from './stored-digests.ts';
import { samplesStamp } from './stored-samples.ts';

/**
 * Counts every sample of both protocols, once, and stores how often each value occurs and who holds the greatest: a
 * report of the whole snapshot then reads some ten thousand numbers instead of every edge. Nothing is done where they
 * are stored already.
 */
export async function storeSamples(snapshot: Snapshot): Promise<void> {
  if (await hasFrequencies(snapshot, samplesStamp)) return;
  const stored: StoredMeasure[] = [];
  for (const protocol of protocols) {
    const declared = await findMostDeclared(snapshot, { protocol, tasks: null }, modalities);
    const samples = await countAllSamples(snapshot, protocol);
    for (const { measure } of measuresOf[protocol]) {
      const own = samples.filter((sample) => sample.measure.measure === measure);
      const frequencies = own.flatMap((sample) => toStoredFrequencies(sample, declared));
      if (frequencies.length > 0) stored.push({ protocol, measure, frequencies });
    }
  }
  await writeFrequencies(snapshot, samplesStamp, stored, () => digestStored(snapshot, stored));
}

/** @param declared by modality, the datasets that most of its models declare */
function toStoredFrequencies(
  { modality, task, frequencies, leaders, uses }: CountedSample,
  declared: ReadonlyMap<string, Leader[]>,
): StoredFrequencies[] {
  const { values, counts } = frequencies;
  const members: StoredFrequencies = { modality, task, counted: 'members', values, counts, leaders };
  if (uses === undefined) return [members];
  const ofModality = task === everyTask ? (declared.get(modality) ?? []) : [];
  const used = { values: uses.values, counts: uses.counts, leaders: ofModality };
  return [members, { modality, task, counted: 'used', ...used }];
}
