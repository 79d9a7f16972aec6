import { countOf } from '../../count-words.ts';
import type { AuditRow } from '../../statistics/audit/audit-rows.ts';
import { csvNames, pickKeys } from '../column.ts';
import type { Fact, Page, Section } from '../page.ts';
import { type DescribedColumn, text, toColumns } from '../table.ts';
import type { AuditDocument } from './audit.ts';
import { auditTable, reasonsText } from './audit-table.ts';
import { chooseLabels } from './choose-labels.ts';

/** The verdicts on some rows: the labels of each row before its figures. */
export function toAuditPage(document: AuditDocument): Page {
  const { request, assumption, columns, warnings, rows } = document;
  const labels = toLabelColumns(document.labels);
  const all = [...labels.map(({ column }) => column), ...auditTable.columns];
  const records = rows.map(({ labels: named, ...row }) => ({
    ...Object.fromEntries(labels.map(({ label, column }) => [column.key, named[label] ?? null])),
    ...row,
  }));
  const json = { schemaVersion: 1, request, assumption, columns, warnings, rows: pickKeys(all, records) };
  return {
    title: 'Can these means and standard deviations be true?',
    lead: [countVerdicts(rows)],
    detailsBelow: true,
    facts: toFacts(document),
    warnings,
    none: '',
    sections: [
      toSection(
        document,
        labels.map(({ column }) => column),
        records,
      ),
    ],
    table: { columns: all, rows: records },
    json,
  };
}

/** How the columns of a table that were taken are called, where they are not called as the figures are. */
export const takenNotes = ({ columns }: Pick<AuditDocument, 'columns'>): string[] =>
  columns.flatMap(({ table, ...taken }) => {
    const renamed = Object.entries(taken).filter(([figure, head]) => figure !== head);
    return renamed.length === 0 ? [] : [`${table}: ${describeTaken(taken)}`];
  });

const describeTaken = (taken: object): string =>
  Object.entries(taken)
    .map(([figure, head]) => (figure === head ? figure : `${figure} from the column ${JSON.stringify(head)}`))
    .join(', ');

/** A label may be called as one of our own columns is: it is marked then, so that both are there. */
function toLabelColumns(labels: readonly string[]): { label: string; column: DescribedColumn }[] {
  const used = new Set(auditTable.columns.flatMap((column) => [column.key, ...csvNames(column)]));
  const columns: { label: string; column: DescribedColumn }[] = [];
  for (const label of labels) {
    let key = label;
    while (used.has(key)) key = `${key} (given)`;
    used.add(key);
    const [column] = toColumns({
      [key]: text('A label of the audited table', { emptyWhen: 'the table has no such column' }),
    });
    if (column !== undefined) columns.push({ label, column: { ...column, csvName: key } });
  }
  return columns;
}

function countVerdicts(rows: readonly AuditRow[]): string {
  const countVerdict = (wanted: AuditRow['verdict'], one: string, several: string): string[] => {
    const count = rows.filter(({ verdict }) => verdict === wanted).length;
    return count === 0 ? [] : [countOf(count, one, several)];
  };
  const parts = [
    ...countVerdict('impossible', 'cannot be true', 'cannot be true'),
    ...countVerdict('suspicious', 'has a deviation of another cell', 'have a deviation of another cell'),
    ...countVerdict('possible', 'is possible', 'are possible'),
  ];
  if (parts.length === 0) return 'There is no row to audit.';
  return `Of ${countOf(rows.length, 'row', 'rows')} ${parts.join(', ')}.`;
}

const roundings = {
  round: 'rounded',
  truncate: 'cut off',
  either: 'rounded or cut off, each by itself',
} as const;

const deviations = {
  sample: 'of a sample (n−1)',
  population: 'of a population (n)',
  either: 'of a sample (n−1) or of a population (n)',
} as const;

const toFacts = ({ request, columns }: AuditDocument): Fact[] => [
  {
    label: 'Figures',
    text: `${roundings[request.rounding]}; more than 12 digits: 1e-13 of their size on either side`,
  },
  { label: 'Deviations', text: deviations[request.sd] },
  ...columns.map(({ table, ...taken }) => ({ label: 'Columns', text: `${table}: ${describeTaken(taken)}` })),
  { label: 'Not covered', text: 'figures that were rounded twice, or computed in single precision' },
];

/** The table for readers: labels that distinguish the rows, as many as there is room for, and reasons in sentences below. */
function toSection(
  { assumption, rows }: AuditDocument,
  labels: readonly DescribedColumn[],
  records: readonly Record<string, unknown>[],
): Section {
  const fitting = chooseLabels(labels, records);
  const left = labels.filter((column) => !fitting.includes(column));
  // The verdict first: where there is little room, columns are left out from the right.
  const shown = ['verdict', 'mean', 'sd', 'n', 'smallestN'].filter(
    (key) => records.length === 0 || records.some((record) => record[key] !== null),
  );
  const name = (record: Record<string, unknown>, index: number): string =>
    fitting
      .map(({ key }) => record[key])
      .filter((label) => typeof label === 'string' && label !== '')
      .join(' ') || `row ${index + 1}`;
  const reasons = rows.flatMap((row, index) => {
    const says = reasonsText(row.reasons);
    return says === null ? [] : [`${name(records[index] ?? {}, index)}: ${says}`];
  });
  return {
    title: `Assumption: ${assumption}`,
    columns: [...fitting, ...shown.flatMap(toFigureColumn)],
    rows: records.map((record) =>
      record.note === undefined ? record : { ...record, verdict: `${record.verdict} (${record.note})` },
    ),
    notes: [
      ...reasons,
      ...(left.length === 0
        ? []
        : [`labels left out here: ${left.map(({ key }) => key).join(', ')}; csv and json have them`]),
    ],
  };
}

function toFigureColumn(key: string): DescribedColumn[] {
  const column = auditTable.columns.find((one) => one.key === key);
  return column === undefined ? [] : [key === 'verdict' ? { ...column, width: 24 } : column];
}
