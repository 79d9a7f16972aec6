import { groupBy } from '../../group-by.ts';
import { filledColumns, pickKeys } from '../column.ts';
import type { Fact, Page, Section } from '../page.ts';
import { csvHeadTable } from '../provenance.ts';
import { askedText, toRequestText } from '../request.ts';
import type { TrendDocument, TrendRow } from './trend.ts';
import { trendTable } from './trend-tables.ts';

/** What a table shows, task by task, the oldest date first. */
const shown = [
  ...['task', 'snapshotDate', 'n', 'mean', 'sd', 'median', 'gini', 'effectiveNumber', 'top10Share'],
  'distinct',
];

const shownColumns = shown.flatMap((name) => trendTable.columns.find(({ key }) => key === name) ?? []);

/** The figures of every date: a table per question, measure and modality. */
export function toTrendPage(document: TrendDocument): Page {
  const { columns } = trendTable;
  const { rows } = document;
  return {
    title: 'Reuse on the Hugging Face Hub, by date',
    lead: document.summary.map(({ says }) => says),
    facts: trendFacts(document),
    warnings: document.warnings,
    none: rows.length === 0 ? 'No row: no task that was asked for has a member on any date.' : '',
    sections: toBlocks(rows).map(
      ({ title, rows: members }): Section => ({
        title,
        // Only RQ1 has the number of datasets.
        columns: filledColumns(
          shownColumns.filter(({ key }) => key !== 'distinct' || title.startsWith('RQ1')),
          members,
        ),
        rows: members,
        notes: [],
      }),
    ),
    table: withSources(document),
    beside: { ...document, rows: undefined },
    json: { ...document, rows: pickKeys(columns, rows) },
  };
}

/** Each row with where it comes from: its own date's Hub. */
function withSources({ snapshots, protocol, request, rows }: TrendDocument): Page['table'] {
  const endpoints = new Map(snapshots.map(({ date, endpoint }) => [date, endpoint]));
  const asked = toRequestText(request) || null;
  const head = csvHeadTable.columns.map(({ key }) => key);
  return {
    columns: [...csvHeadTable.columns, ...trendTable.columns.filter(({ key }) => !head.includes(key))],
    rows: rows.map((row) => ({
      ...row,
      ...{ endpoint: endpoints.get(row.snapshotDate) ?? null, protocol, request: asked },
    })),
  };
}

/** What a reader must know before the first number: which dates, and by which definitions. */
function trendFacts({ snapshots, protocol, request, definitions, generator }: TrendDocument): Fact[] {
  const dates = snapshots.map(({ date }) => date);
  const span = dates.length < 2 ? dates.join('') : `${dates.length} from ${dates[0]} to ${dates.at(-1)}`;
  const incomplete = snapshots.filter(({ complete }) => !complete).length;
  return [
    { label: 'Hub', text: [...new Set(snapshots.map(({ endpoint }) => endpoint))].join(', ') },
    { label: 'Dates', text: span },
    {
      label: 'Complete',
      text: incomplete === 0 ? 'yes' : `NO: ${incomplete} of ${dates.length} dates are not`,
    },
    { label: 'Protocol', text: `${protocol}; ${generator.name} ${generator.version}` },
    { label: 'Asked', text: askedText(request) },
    ...Object.entries(definitions).map(([question, text]) => ({ label: question, text })),
  ];
}

/** Rows of one question, measure and modality, in the order in which each first appears. */
function toBlocks(rows: readonly TrendRow[]): { title: string; rows: TrendRow[] }[] {
  const blocks = groupBy(rows, ({ question, measure, modality, population }) => {
    const over = population === 'nonzero' ? 'n>0, members with at least one' : 'n all, every member';
    return `${question} ${measure}, ${modality} (µ and σ over ${over})`;
  });
  return [...blocks].map(([title, members]) => ({ title, rows: members }));
}
