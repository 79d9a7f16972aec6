import type { GridFigures } from '../snapshot/grid/read-grid.ts';
import type { MeanBothWays, OrderChange } from '../statistics/compare-orders.ts';
import { choicesOf, type GridChoice } from './grid-choices.ts';
import { type Measure, measuresOf } from './protocols.ts';
import type { Protocol, ReportRow } from './report-row.ts';
import { modalityUnder } from './scope.ts';
import { type Modality, modalities } from './tasks.ts';

/** The headline mean of one task and measure under one choice. */
export interface GridRow {
  question: ReportRow['question'];
  measure: ReportRow['measure'];
  modality: string;
  task: string;
  choice: GridFigures['choice'];
  setting: string;
  /** The population of this mean. */
  population: ReportRow['population'];
  n: number;
  mean: number | null;
  sd: number | null;
  /** This mean less that of the protocol's own definition. */
  meanChange: number | null;
  /** Place among the modality's tasks with a mean under this choice, the greatest first; equal means share the least. */
  rank: number | null;
  /** How many tasks are ranked. */
  ranked: number;
}

/** What becomes of a measure's order of tasks under one choice. */
export interface GridConclusion extends OrderChange {
  question: ReportRow['question'];
  measure: ReportRow['measure'];
  modality: string;
  choice: GridFigures['choice'];
  setting: string;
}

/** The whole of `report --grid`. */
export interface Grid {
  choices: GridChoice[];
  conclusions: GridConclusion[];
  rows: GridRow[];
}

/** Which part of a grid to show; ranks are over all tasks of a modality whatever is shown. */
export interface GridSelection {
  protocol: Protocol;
  questions: readonly string[];
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
  const measures = measuresOf[selection.protocol].filter(({ question }) =>
    selection.questions.includes(question),
  );
  const choices = choicesOf(selection.protocol, measures);
  const blocks = measures.flatMap((measure) =>
    modalities.map((modality) => ({
      measure,
      modality,
      own: ownRows(figures, measure, modality, selection),
    })),
  );
  const grid: Grid = { choices, conclusions: [], rows: [] };
  for (const { measure, modality, own } of blocks.filter((block) =>
    isShown(block.modality, block.own, selection),
  )) {
    const rows = choices.flatMap(({ choice, setting }) =>
      ranked(rowsUnder(figures, measure, modality, { choice, setting }, own)),
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

/** The protocol's own rows: the cells that the grid is about. */
function ownRows(
  figures: readonly GridFigures[],
  measure: Measure,
  modality: Modality,
  { protocol }: GridSelection,
): GridRow[] {
  return figures
    .filter(
      (entry) =>
        entry.measure === measure.measure &&
        entry.choice === 'protocol' &&
        entry.setting === protocol &&
        modalityUnder(protocol, entry.task) === modality,
    )
    .map((entry) => toRow(entry, measure, modality, measure.population, null))
    .sort((a, b) => (b.mean ?? -1) - (a.mean ?? -1) || (a.task < b.task ? -1 : 1));
}

/** The rows of one choice, in the order of the protocol's own; where the choice says nothing of a task there is none. */
function rowsUnder(
  figures: readonly GridFigures[],
  measure: Measure,
  modality: Modality,
  { choice, setting }: Pick<GridChoice, 'choice' | 'setting'>,
  own: readonly GridRow[],
): GridRow[] {
  // The figures of the protocol itself are those of zeros in and of zeros out.
  const source = choice === 'zeros' ? own[0] : { choice, setting };
  const found = figures.filter(
    (entry) =>
      entry.measure === measure.measure &&
      entry.choice === source?.choice &&
      entry.setting === source?.setting,
  );
  return own.flatMap((row) => {
    const entry = found.find(({ task }) => task === row.task);
    if (entry === undefined) return [];
    const population =
      choice === 'zeros' ? (setting === 'in' ? 'all' : 'nonzero') : populationOf(entry.counted);
    // Zeros in where they are in already is no other choice.
    if (choice === 'zeros' && population === measure.population) return [];
    return [{ ...toRow(entry, measure, modality, population, row.mean), choice, setting }];
  });
}

/** A measure's headline population, which both protocols share. */
const populationOf = (measure: string): ReportRow['population'] =>
  measuresOf.current.find((entry) => entry.measure === measure)?.population ?? 'all';

function toRow(
  entry: GridFigures,
  { question, measure }: Measure,
  modality: string,
  population: ReportRow['population'],
  own: number | null,
): GridRow {
  const [n, mean, sd] =
    population === 'all'
      ? [entry.nAll, entry.meanAll, entry.sdAll]
      : [entry.nNonzero, entry.meanNonzero, entry.sdNonzero];
  const { task, choice, setting } = entry;
  const meanChange = mean === null || own === null ? null : mean - own;
  const named = { question, measure, modality, task, choice, setting, population };
  return { ...named, n, mean, sd, meanChange, rank: null, ranked: 0 };
}

function ranked(rows: GridRow[]): GridRow[] {
  const means = rows.flatMap(({ mean }) => mean ?? []);
  return rows.map((row) => {
    const { mean } = row;
    const rank = mean === null ? null : 1 + means.filter((other) => other > mean).length;
    return { ...row, rank, ranked: means.length };
  });
}

function conclusionsOf(
  rows: readonly GridRow[],
  own: readonly GridRow[],
  compareOrders: CompareOrders,
): GridConclusion[] {
  const byChoice = new Map<string, GridRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.choice, row.setting]);
    byChoice.set(key, [...(byChoice.get(key) ?? []), row]);
  }
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
