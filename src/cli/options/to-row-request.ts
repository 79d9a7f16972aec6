import type { RowRequest } from '../../commands/row-request.ts';
import type { Modality } from '../../definitions/tasks.ts';
import type { RowOptions } from './shared.ts';

/** Questions, modalities and tasks as the commands take them. */
export const toRowRequest = ({ protocol, question, measure, modality, task }: RowOptions): RowRequest => ({
  protocol,
  questions: question?.map((number) => `RQ${number}` as const),
  measures: measure,
  // Whether they are words that there are is judged together with the protocol.
  modalities: modality as (Modality | 'all')[] | undefined,
  tasks: task,
});
