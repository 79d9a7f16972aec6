import { chooseMeasures } from '../../definitions/protocols.ts';
import { knownTasks } from '../../definitions/scope.ts';
import { study2025Tasks } from '../../definitions/tasks.ts';
import { buildGrid, type Grid } from '../../documents/grid/grid.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readGrid } from '../../snapshot/read/grid/read-grid.ts';
import { compareOrders } from '../../statistics/compare-orders.ts';
import type { RowChoice } from '../report-rows.ts';

/** The headline means of the choice's protocol under each other choice. The derived tables must be there. */
export async function readReportGrid(snapshot: Snapshot, choice: RowChoice): Promise<Grid> {
  const { protocol } = choice;
  const scope = {
    ...choice,
    protocol,
    tasks: knownTasks(protocol),
    study2025Tasks: study2025Tasks.map(({ task }) => task),
  };
  const measures = chooseMeasures(choice);
  const figures = await readGrid(
    snapshot,
    scope,
    measures.map(({ measure }) => measure),
  );
  return buildGrid(figures, choice, compareOrders);
}
