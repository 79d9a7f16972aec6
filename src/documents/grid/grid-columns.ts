import { type Decimals, formatNumber, tableDecimals } from '../../render/format-number.ts';
import type { Column, ColumnKind } from '../column.ts';
import type { Section } from '../report/report-sections.ts';
import type { Grid, GridConclusion } from './grid.ts';
import type { GridRow } from './grid-rows.ts';

const described: Record<keyof GridRow, [heading: string, kind: ColumnKind]> = {
  question: ['question', 'text'],
  measure: ['measure', 'text'],
  modality: ['modality', 'text'],
  task: ['task', 'text'],
  choice: ['choice', 'text'],
  setting: ['setting', 'text'],
  population: ['population', 'text'],
  n: ['n', 'count'],
  mean: ['mean µ', 'number'],
  sd: ['sd σ', 'number'],
  meanChange: ['change', 'number'],
  rank: ['rank', 'count'],
  ranked: ['of', 'count'],
};

/** The columns of a grid's rows: one a mean. */
export const gridColumns: readonly Column[] = Object.entries(described).map(([key, [heading, kind]]) => ({
  key,
  heading,
  kind,
}));

const choiceColumns: readonly Column[] = [
  { key: 'choice', heading: 'choice', kind: 'text' },
  { key: 'setting', heading: 'setting', kind: 'text' },
  { key: 'says', heading: 'what it changes', kind: 'text', width: 60 },
];

const conclusionColumns: readonly Column[] = [
  { key: 'choice', heading: 'choice', kind: 'text' },
  { key: 'setting', heading: 'setting', kind: 'text' },
  { key: 'tasks', heading: 'tasks', kind: 'count' },
  {
    key: 'top',
    heading: 'greatest mean',
    kind: 'structure',
    width: 40,
    toText: (top) => topText(top as GridConclusion['top']),
  },
  { key: 'sameTop', heading: 'the same', kind: 'text', toText: (same) => sameText(same as boolean | null) },
  { key: 'tau', heading: 'tau-b', kind: 'number' },
];

const topText = (top: readonly string[]): string | null =>
  top.length > 3 ? `${top.length} tasks` : top.length === 0 ? null : top.join(', ');

const sameText = (same: boolean | null): string | null => (same === null ? null : same ? 'yes' : 'NO');

/** A grid for readers: what each choice changes, then for each measure and modality what survives, and the means. */
export function gridSections(
  { choices, conclusions, rows }: Grid,
  decimals: Decimals | undefined,
): Section[] {
  const sections: Section[] = [
    { title: 'The choices of the grid, one at a time', columns: choiceColumns, rows: choices, notes: [] },
  ];
  for (const [name, theirs] of grouped(conclusions)) {
    sections.push({
      title: `${name}: what survives`,
      columns: conclusionColumns,
      rows: theirs,
      notes: [],
    });
    const means = grouped(rows).get(name) ?? [];
    // Relations in a table of their own: ten columns more are too many to read.
    for (const [about, members] of [
      ['means, with their rank', means.filter(({ choice }) => choice !== 'relations')],
      ['means by relation, with their rank', means.filter(({ choice }) => choice === 'relations')],
    ] as const) {
      if (members.length > 0) sections.push(matrix(`${name}: ${about}`, members, decimals ?? tableDecimals));
    }
  }
  return sections;
}

function grouped<Row extends GridRow | GridConclusion>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const name = `${row.question} ${row.measure}, ${row.modality}`;
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return groups;
}

/** A row a task, a column a choice: `1.2500 (3)` is a mean and its rank. */
function matrix(title: string, rows: readonly GridRow[], decimals: Decimals): Section {
  const keyOf = ({ choice, setting }: GridRow) => `${choice}: ${setting}`;
  const headingOf = ({ choice, setting }: GridRow) =>
    ['protocol', 'relations', 'direction'].includes(choice) ? setting : `${choice} ${setting}`;
  const byKey = new Map(rows.map((row) => [keyOf(row), headingOf(row)]));
  const byTask = new Map<string, Record<string, unknown>>();
  for (const row of rows) {
    const line = byTask.get(row.task) ?? { task: row.task };
    const mean = formatNumber(row.mean, 'number', decimals);
    line[keyOf(row)] = mean === null ? null : `${mean} (${row.rank})`;
    byTask.set(row.task, line);
  }
  const columns = [...byKey].map(
    ([key, heading]): Column => ({
      key,
      heading,
      kind: 'number',
      toText: (text) => (typeof text === 'string' ? text : null),
    }),
  );
  return {
    title,
    columns: [{ key: 'task', heading: 'task', kind: 'text' }, ...columns],
    rows: [...byTask.values()],
    notes: [],
  };
}
