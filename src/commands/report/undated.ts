import { readsTable } from '../../definitions/measures/table-set.ts';
import { chooseMeasures, type Measure } from '../../definitions/protocols.ts';
import type { Undated } from '../../documents/warnings.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readUndated } from '../../snapshot/read/read-status.ts';
import type { RowChoice } from '../report-rows.ts';

/** What a slice by creation dates cannot place; null where no slice was asked for. The derived tables must be there. */
export const findUndated = async (snapshot: Snapshot, choice: RowChoice): Promise<Undated | null> =>
  choice.createdBefore == null ? null : readUndated(snapshot);

/** Of what a slice can be asked: where no model is in it for want of dates, no dataset has a use that could be counted. */
export function narrowToDated(choice: RowChoice, undated: Undated | null): RowChoice {
  const { undated: without = 0, all = 0 } = undated?.models ?? {};
  if (all === 0 || without < all) return choice;
  const questions = choice.questions.filter((question) => question !== 'RQ2');
  if (choice.measures === undefined || choice.measures === null) return { ...choice, questions };
  const isUse = ({ question, sql }: Measure): boolean => question === 'RQ2' && readsTable(sql, 'uses');
  const measures = chooseMeasures(choice).filter((measure) => !isUse(measure));
  return { ...choice, measures: measures.map(({ measure }) => measure) };
}
