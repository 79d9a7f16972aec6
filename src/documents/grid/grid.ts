import type { GridFigures } from '../../definitions/grid-choices.ts';
import { choicesOf, type GridChoice } from '../../definitions/grid-choices.ts';
import { chooseMeasures, type MeasureName, type Protocol } from '../../definitions/protocols.ts';
import { modalities } from '../../definitions/tasks.ts';
import { groupBy } from '../../group-by.ts';
import type { MeanBothWays, OrderChange } from '../../statistics/compare-orders.ts';
import { rankRows, rowsUnder, toOwnRows } from './grid-rows.ts';
import type { GridConclusion, GridRow } from './grid-table.ts';

/** The whole of `report --grid`. */
export interface Grid {
  choices: GridChoice[];
  conclusions: GridConclusion[];
  rows: GridRow[];
}

/** Which part of a grid to show; ranks are over all tasks of a modality, shown or not. */
export interface GridSelection {
  protocol: Protocol;
  questions: readonly string[];
  measures?: readonly MeasureName[] | null;
  modalities: readonly string[] | null;
  tasks: readonly string[] | null;
}

/** How two orders of tasks are compared. */
type CompareOrders = (means: readonly MeanBothWays[]) => OrderChange;

/** A protocol's headline means under each other choice, one at a time, in the order of a report and of the choices. */
export function buildGrid(
  figures: readonly GridFigures[],
  selection: GridSelection,
  compareOrders: CompareOrders,
): Grid {
  const measures = chooseMeasures(selection);
  const choices = choicesOf(selection.protocol, measures);
  const blocks = measures.flatMap((measure) =>
    modalities.map((modality) => ({
      measure,
      modality,
      own: toOwnRows(figures, measure, modality, selection.protocol),
    })),
  );
  const grid: Grid = { choices, conclusions: [], rows: [] };
  for (const { measure, modality, own } of blocks.filter((block) =>
    isShown(block.modality, block.own, selection),
  )) {
    const rows = choices.flatMap(({ choice, setting }) =>
      rankRows(rowsUnder(figures, measure, modality, { choice, setting }, own)),
    );
    grid.rows.push(...rows.filter(({ task }) => selection.tasks?.includes(task) ?? true));
    grid.conclusions.push(...conclusionsOf(rows, own, compareOrders));
  }
  return grid;
}

const isShown = (modality: string, own: readonly GridRow[], selection: GridSelection): boolean =>
  own.length > 0 &&
  (selection.modalities?.includes(modality) ?? true) &&
  (selection.tasks === null || own.some(({ task }) => selection.tasks?.includes(task)));

function conclusionsOf(
  rows: readonly GridRow[],
  own: readonly GridRow[],
  compareOrders: CompareOrders,
): GridConclusion[] {
  const byChoice = groupBy(rows, ({ choice, setting }) => JSON.stringify([choice, setting]));
  return [...byChoice.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    const { question, measure, modality, choice, setting } = first;
    const change = compareOrders(
      members.map(({ task, mean }) => ({
        task,
        before: own.find((row) => row.task === task)?.mean ?? null,
        after: mean,
      })),
    );
    return [{ question, measure, modality, choice, setting, ...change }];
  });
}
