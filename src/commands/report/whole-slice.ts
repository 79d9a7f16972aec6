import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import type { EdgeChoice } from '../../snapshot/read/edge-choice.ts';
import { isAllBefore } from '../../snapshot/read/read-created.ts';

/**
 * A slice that leaves no repo out, as the last one of a history mostly is, is the whole snapshot, of which samples and
 * coverage are stored. The derived tables must be there.
 * @returns the choice, without the moment where every repo was created before it
 */
export async function widenToWhole<Choice extends EdgeChoice>(
  snapshot: Snapshot,
  choice: Choice,
): Promise<Choice> {
  const { createdBefore, ...whole } = choice;
  if (createdBefore == null || !(await isAllBefore(snapshot, createdBefore))) return choice;
  return whole as Choice;
}
