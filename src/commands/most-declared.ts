import { modalityOf, tasksOf } from '../definitions/tasks.ts';
import { leaderCount } from '../graph/find-leaders.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import type { Leader } from '../snapshot/read/read-leaders.ts';
import { readMostDeclared } from '../snapshot/read/read-most-declared.ts';
import type { SampleChoice } from './counted-samples.ts';

/**
 * By modality, the three datasets that most of its models declare: RQ1 counts datasets without names. Empty under
 * `study-2025`, whose lists are counted as they are. The derived tables must be there.
 * @param modalities those that RQ1 has figures of
 */
export async function findMostDeclared(
  snapshot: Snapshot,
  { protocol, tasks, ...choice }: Omit<SampleChoice, 'questions' | 'relations'>,
  modalities: readonly string[],
): Promise<Map<string, Leader[]>> {
  if (protocol !== 'current') return new Map();
  const groups = new Map(
    modalities.map((modality) => [
      modality,
      tasks === null ? tasksOf([modality]) : tasks.filter((task) => modalityOf(task) === modality),
    ]),
  );
  return readMostDeclared(snapshot, { ...choice, groups }, leaderCount);
}
