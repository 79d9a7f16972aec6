import type { GridFigures } from '../../definitions/grid-choices.ts';
import { choicesOf, type GridChoice } from '../../definitions/grid-choices.ts';
import { chooseMeasures, type MeasureName, type Protocol } from '../../definitions/protocols.ts';
import { modalities } from '../../definitions/tasks.ts';
import { groupBy } from '../../group-by.ts';
import type { MeanBothWays, OrderChange } from '../../statistics/compare-orders.ts';
import { hasFew } from '../few-members.ts';
import { rankRows, rowsUnder, toOwnRows } from './grid-rows.ts';
import { gridSentence } from './grid-sentence.ts';
import type { GridConclusion, GridRow } from './grid-table.ts';

/** The whole of `report --grid`. */
export interface Grid {
  /** What it comes to, in one sentence; null where it orders nothing. */
  says: string | null;
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
  const grid: Omit<Grid, 'says'> = { choices, conclusions: [], rows: [] };
  for (const { measure, modality, own } of blocks.filter((block) =>
    isShown(block.modality, block.own, selection),
  )) {
    const rows = choices.flatMap(({ choice, setting }) =>
      rankRows(rowsUnder(figures, measure, modality, { choice, setting }, own)),
    );
    grid.rows.push(...rows.filter(({ task }) => selection.tasks?.includes(task) ?? true));
    grid.conclusions.push(...conclusionsOf(rows, own, compareOrders));
  }
  return { says: gridSentence(choices, grid.conclusions), ...grid };
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
    const pairs = members.flatMap((row) => {
      const before = own.find(({ task }) => task === row.task);
      const hasBoth = row.mean !== null && before !== undefined && before.mean !== null;
      return hasBoth ? [{ before, after: row }] : [];
    });
    const [few, compared] = splitByFew(pairs);
    const change = compareOrders(
      compared.map(({ before, after }) => ({ task: after.task, before: before.mean, after: after.mean })),
    );
    return [
      {
        question,
        measure,
        modality,
        choice,
        setting,
        few: few.map(({ after }) => after.task).sort(),
        ...change,
      },
    ];
  });
}

/** A task with a mean both ways. */
interface BothWays {
  before: GridRow;
  after: GridRow;
}

/** Those of few members one way or the other, which are not compared, and the others. */
const splitByFew = (pairs: readonly BothWays[]): [few: BothWays[], compared: BothWays[]] => {
  const isFew = ({ before, after }: BothWays): boolean => hasFew(before.n) || hasFew(after.n);
  return [pairs.filter(isFew), pairs.filter((pair) => !isFew(pair))];
};
