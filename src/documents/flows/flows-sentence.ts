import { countOf } from '../../count-words.ts';
import type { FlowsDocument } from './flows.ts';

/** Where what is used was made for, in one sentence. */
export function flowsSentence({
  kind,
  total,
  tasks,
}: Pick<FlowsDocument, 'kind' | 'total' | 'tasks'>): string {
  if (total === 0) return `No model in scope uses any of the ${kind}.`;
  const sum = (key: 'own' | 'imported' | 'outside'): number =>
    tasks.reduce((all, task) => all + task[key], 0);
  const share = (uses: number): string => `${((100 * uses) / total).toFixed(1)} %`;
  return (
    `Of ${countOf(total, 'use', 'uses')} of ${kind} ${share(sum('own'))} ${total === 1 ? 'is' : 'are'} of what was made for the model's own task, ` +
    `${share(sum('imported'))} of what was made for another task, ${share(sum('outside'))} of what is not in the snapshot.`
  );
}
