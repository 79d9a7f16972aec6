import type { GridChoice, GridFigures } from '../../definitions/grid-choices.ts';
import { choiceNames } from '../../definitions/grid-choices.ts';
import type { MeasureName, Population, Question } from '../../definitions/protocols.ts';
import type { OrderChange } from '../../statistics/compare-orders.ts';
import { fewMembers } from '../few-members.ts';
import type { ColumnDescriptions, Table } from '../table.ts';
import { count, figure, flag, structure, text, toColumns } from '../table.ts';

/** A measure in one modality under one choice. */
interface GridPlace {
  question: Question;
  measure: MeasureName;
  modality: string;
  choice: GridFigures['choice'];
  setting: string;
}

/** The headline mean of one task and measure under one choice. */
export interface GridRow extends GridPlace {
  task: string;
  population: Population;
  n: number;
  mean: number | null;
  sd: number | null;
  meanChange: number | null;
  rank: number | null;
  ranked: number;
}

/** What becomes of a measure's order of tasks under one choice. */
export interface GridConclusion extends GridPlace, OrderChange {
  /** Tasks with a mean both ways that are not compared, as one of the two is over few members; by name. */
  few: string[];
}

const place = {
  question: text('Research question'),
  measure: text('What is counted for each member'),
  modality: text('Modality of the task'),
};

const chosen = {
  choice: text('Which choice is varied', {
    values: choiceNames,
  }),
  setting: text('The setting tried'),
};

const ofRow = { population: 'population of the row' };
const ranking = { population: 'tasks of the modality with a mean' };

const columns: ColumnDescriptions<keyof GridRow> = {
  ...place,
  task: text('Task word'),
  ...chosen,
  population: text('Population of this mean', { values: ['all', 'nonzero'] }),
  n: count('Members', 'members', ofRow),
  mean: figure('Mean under the choice', 'of the measure', {
    ...{ heading: 'mean µ', formula: 'Σx / n', emptyWhen: 'there is no member' },
    ...ofRow,
  }),
  sd: figure('Standard deviation under the choice', 'of the measure', {
    ...{ heading: 'sd σ', formula: '√(Σ(x − mean)² / (n − 1))', emptyWhen: 'n is below 2' },
    ...ofRow,
  }),
  meanChange: figure('This mean minus that of the protocol’s own definition', 'of the measure', {
    heading: 'change',
    formula: 'mean − own mean',
    emptyWhen: 'one of the two is empty',
  }),
  rank: count(
    'Rank among the tasks of the modality by this mean, the highest first; equal means share the best rank',
    'place',
    { ...ranking, emptyWhen: 'there is no mean' },
  ),
  ranked: count('How many tasks are ranked', 'tasks', { heading: 'of', ...ranking }),
};

/** The rows of `report --grid`: one a mean. */
export const gridTable: Table = {
  name: 'grid',
  command: 'report --grid',
  columns: toColumns(columns),
  csv: true,
};

const choiceColumns: ColumnDescriptions<keyof GridChoice> = {
  ...chosen,
  says: text('What it changes', { heading: 'what it changes', width: 60 }),
};

/** `grid.choices` in JSON. */
export const gridChoiceTable: Table = {
  name: 'gridChoices',
  command: 'report --grid --format json',
  columns: toColumns(choiceColumns),
};

const compared = { population: `tasks with a mean both ways, each over at least ${fewMembers} members` };

const conclusionColumns: ColumnDescriptions<keyof GridConclusion> = {
  ...place,
  ...chosen,
  tasks: count('Tasks compared', 'tasks', compared),
  few: structure(
    `Tasks with a mean both ways that are left out, since one of the two is over fewer than ${fewMembers} members, by name; a table has their number`,
    'list of text',
    {
      heading: `n<${fewMembers}`,
      toText: (few) => (few === null ? null : String((few as string[]).length)),
      population: 'tasks with a mean both ways',
    },
  ),
  top: text('Those of them with the highest mean under the choice, by name', {
    ...{ kind: 'structure', heading: 'highest mean', width: 40, unit: 'list of text' },
    toText: (top) => (top === null ? null : topText(top as GridConclusion['top'])),
    ...compared,
  }),
  sameTop: flag('Whether the same tasks have the highest mean by the protocol’s own definition', {
    heading: 'the same',
    toText: (same) => sameText(same as GridConclusion['sameTop'] | 'tie'),
    emptyWhen: 'there is no such task',
    ...compared,
  }),
  tau: figure('Kendall’s tau-b between the two orders of tasks', '−1 to 1', {
    heading: 'tau-b',
    formula: '(concordant − discordant) / √((pairs − ties) (pairs − ties)), ties by either mean',
    emptyWhen: 'fewer than two such tasks, or the means of one of the two are all equal',
    reference: 'Kendall 1945',
    ...compared,
  }),
};

const topText = (top: readonly string[]): string => (top.length > 3 ? `${top.length} tasks` : top.join(', '));

const sameText = (same: boolean | 'tie' | null): string | null =>
  same === null ? null : same === 'tie' ? 'tie' : same ? 'yes' : 'NO';

/** `grid.conclusions` in JSON: what becomes of a measure's order of tasks under one choice. */
export const gridConclusionTable: Table = {
  name: 'gridConclusions',
  command: 'report --grid --format json',
  columns: toColumns(conclusionColumns),
};
