import { groupBy } from '../../group-by.ts';
import { type Column, filledColumns } from '../column.ts';
import { fewMark, fewMembers, fewNotes, hasFew, putFewLast } from '../few-members.ts';
import type { Section } from '../page.ts';
import type { Grid } from './grid.ts';
import { type GridConclusion, type GridRow, gridChoiceTable, gridConclusionTable } from './grid-table.ts';

/** Said once by the title. */
const inTitle: readonly string[] = ['question', 'measure', 'modality'];
const conclusionColumns = gridConclusionTable.columns.filter(({ key }) => !inTitle.includes(key));

/** A grid for readers: what each choice changes, then for each measure and modality what survives, and the means. */
export function gridSections({ choices, conclusions, rows }: Grid): Section[] {
  const sections: Section[] = [
    {
      title: 'The choices of the grid, one at a time',
      columns: gridChoiceTable.columns,
      rows: choices,
      notes: [],
    },
  ];
  for (const [name, theirs] of groupByMeasure(conclusions)) {
    const means = groupByMeasure(rows).get(name) ?? [];
    const readable = theirs.map(toReadable);
    sections.push({
      title: `${name}: what survives`,
      columns: filledColumns(conclusionColumns, readable),
      rows: readable,
      notes: theirs.some(({ few }) => few.length > 0) ? [leftOutNote] : [],
    });
    // Relations in a table of their own: ten columns more are too many to read.
    for (const [about, members] of [
      ['means, with their rank', means.filter(({ choice }) => choice !== 'relations')],
      ['means by relation, with their rank', means.filter(({ choice }) => choice === 'relations')],
    ] as const) {
      if (members.length > 0) sections.push(toMatrix(`${name}: ${about}`, members));
    }
  }
  return sections;
}

const leftOutNote = `n<${fewMembers}: tasks left out of the line, since a mean of theirs is over fewer than ${fewMembers} members`;

/** Several tasks that share the greatest mean are a tie, not a winner; no name is an empty cell. */
const toReadable = (row: GridConclusion) => ({
  ...row,
  few: row.few.length === 0 ? null : row.few,
  top: row.top.length === 0 ? null : row.top,
  sameTop: row.sameTop !== null && row.top.length > 1 ? 'tie' : row.sameTop,
});

const groupByMeasure = <Row extends GridRow | GridConclusion>(rows: readonly Row[]): Map<string, Row[]> =>
  groupBy(rows, ({ question, measure, modality }) => `${question} ${measure}, ${modality}`);

type GridCell = Pick<GridRow, 'mean' | 'rank' | 'n'> | undefined;

/** A row a task, a column a choice: `1.2500 (3)` is a mean and its rank, with a mark where its members are few. */
function toMatrix(title: string, rows: readonly GridRow[]): Section {
  const keyOf = ({ choice, setting }: GridRow) => `${choice}: ${setting}`;
  const headingOf = ({ choice, setting }: GridRow) =>
    ['protocol', 'relations', 'direction'].includes(choice) ? setting : `${choice} ${setting}`;
  const byKey = new Map(rows.map((row) => [keyOf(row), headingOf(row)]));
  const byTask = new Map<string, Record<string, unknown>>();
  for (const row of rows) {
    const line = byTask.get(row.task) ?? { task: row.task };
    line[keyOf(row)] = { mean: row.mean, rank: row.rank, n: row.n } satisfies GridCell;
    byTask.set(row.task, line);
  }
  // The first column is the protocol's own definition, or the first relation.
  const [first = ''] = byKey.keys();
  const columns = [...byKey].map(
    ([key, heading]): Column => ({
      key,
      heading,
      kind: 'number',
      toText: (cell, writeNumber) => {
        const { mean = null, rank = null, n } = (cell as GridCell) ?? {};
        return mean === null ? null : `${writeNumber(mean)} (${rank})${hasFew(n) ? fewMark : ''}`;
      },
    }),
  );
  return {
    title,
    columns: [{ key: 'task', heading: 'task', kind: 'text' }, ...columns],
    rows: putFewLast([...byTask.values()], (line) => hasFew((line[first] as GridCell)?.n)),
    notes: fewNotes(
      rows.some(({ n, mean }) => hasFew(n) && mean !== null),
      'n under the choice',
    ),
  };
}
