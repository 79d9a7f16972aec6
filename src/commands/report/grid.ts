import { readGrid } from '../../snapshot/grid/read-grid.ts';
import type { Snapshot } from '../../snapshot/open-snapshot.ts';
import { compareOrders } from '../../statistics/compare-orders.ts';
import { buildGrid, type Grid } from '../../study/grid.ts';
import { measuresOf } from '../../study/protocols.ts';
import { knownTasks } from '../../study/scope.ts';
import { studyTasks } from '../../study/tasks.ts';
import type { RowChoice } from '../report-rows.ts';

/** The headline means of the choice's protocol under each other choice. The derived tables must be there. */
export async function readReportGrid(snapshot: Snapshot, choice: RowChoice): Promise<Grid> {
  const { protocol, questions } = choice;
  const scope = {
    protocol,
    tasks: knownTasks(protocol),
    studyTasks: studyTasks.map(({ task }) => task),
    createdBefore: choice.createdBefore ?? null,
  };
  const measures = measuresOf[protocol].filter(({ question }) => questions.includes(question));
  const figures = await readGrid(
    snapshot,
    scope,
    measures.map(({ measure }) => measure),
  );
  return buildGrid(figures, choice, compareOrders);
}
