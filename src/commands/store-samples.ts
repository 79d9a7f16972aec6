import { protocols } from '../definitions/protocols.ts';
import { modalities } from '../definitions/tasks.ts';
import { everyTask } from '../graph/groups.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import { hasFrequencies, type StoredFrequencies, writeFrequencies } from '../snapshot/tables/frequencies.ts';
import { countAllSamples } from './count-samples.ts';
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
  const stored: StoredFrequencies[] = [];
  for (const protocol of protocols) {
    const declared = await findMostDeclared(snapshot, { protocol, tasks: null }, modalities);
    for (const sample of await countAllSamples(snapshot, protocol)) {
      const { measure, modality, task, frequencies, leaders, uses } = sample;
      const named = { protocol, measure: measure.measure, modality, task };
      stored.push({ ...named, counted: 'members', ...frequencies, leaders });
      const ofModality = task === everyTask ? (declared.get(modality) ?? []) : [];
      if (uses !== undefined) stored.push({ ...named, counted: 'used', ...uses, leaders: ofModality });
    }
  }
  await writeFrequencies(snapshot, samplesStamp, stored, () => digestStored(snapshot, stored));
}
