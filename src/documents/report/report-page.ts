import { type Column, pickKeys, presentColumns } from '../column.ts';
import { comparisonSections } from '../comparison/comparison-sections.ts';
import { comparisonTable } from '../comparison/comparison-table.ts';
import { gridSections } from '../grid/grid-sections.ts';
import { gridTable } from '../grid/grid-table.ts';
import type { Page, Section } from '../page.ts';
import { withProvenance } from '../provenance.ts';
import { chooseColumns } from './choose-columns.ts';
import { reportFacts, stateSentence } from './report-facts.ts';
import type { ReportDocument, ReportRow } from './report-row.ts';
import { coverageSection, rowSections } from './report-sections.ts';
import { reportTable } from './report-table.ts';
import { toWords } from './report-words.ts';
import { lorenzTable } from './tail-tables.ts';

/**
 * A report for readers, and what CSV, TSV and JSON hold of it.
 * @param names JSON or CSV names of columns, in the order wanted; without them each format has its own choice
 * @throws RangeError on a column that does not exist; `refuseColumns` reports that beforehand
 */
export function toReportPage(document: ReportDocument, names?: readonly string[]): Page {
  const chosen = names === undefined ? null : chooseColumns(names);
  const { comparison, grid } = document;
  const sections = [
    ...(comparison === undefined ? [] : comparisonSections(comparison)),
    ...(grid === undefined ? [] : gridSections(grid)),
    ...(document.rows.length === 0 ? [] : rowSections(document, chosen)),
  ];
  return {
    title: 'Reuse on the Hugging Face Hub',
    lead: [
      ...(comparison === undefined ? [] : [comparison.says]),
      ...(grid === undefined ? [] : [grid.says ?? []].flat()),
      stateSentence(document),
      ...summarySentences(document),
    ],
    detailsBelow: true,
    words: toWords(keysOf(sections)),
    facts: reportFacts(document),
    warnings: document.warnings,
    none:
      document.rows.length === 0
        ? `No row: no task that was asked for has a member ${whereOf(document)}.`
        : '',
    sections: [...sections, coverageSection(document)],
    table: toOneTable(document, chosen),
    beside: toBeside(document),
    json: chosen === null ? document : { ...document, rows: pickChosen(document, chosen) },
  };
}

/** What the members are of: a slice holds only what has a date. */
const whereOf = ({ request: { createdBefore } }: ReportDocument): string =>
  createdBefore === null ? 'in the snapshot' : `that is known to be created before ${createdBefore}`;

/** One sentence for each question and modality: the measure that a question names first answers it. */
function summarySentences({ summary }: ReportDocument): string[] {
  const first = new Map<string, string>();
  for (const { question, measure } of summary) if (!first.has(question)) first.set(question, measure);
  return summary.filter(({ question, measure }) => first.get(question) === measure).map(({ says }) => says);
}

const keysOf = (sections: readonly Section[]): Set<string> =>
  new Set(sections.flatMap(({ columns }) => columns.map(({ key }) => key)));

const pickChosen = ({ rows }: ReportDocument, chosen: readonly Column[]) =>
  pickKeys(presentColumns(chosen, rows), rows);

/** CSV and TSV hold one table: the ordinary rows, or what was asked for instead. */
function toOneTable(document: ReportDocument, chosen: Column[] | null): Page['table'] {
  const { rows, comparison, grid, request } = document;
  if (comparison !== undefined) {
    return withProvenance(document, { columns: comparisonTable.columns, rows: comparison.rows });
  }
  if (grid !== undefined) return withProvenance(document, { columns: gridTable.columns, rows: grid.rows });
  if (chosen !== null) return { columns: chosen, rows };
  return withProvenance(
    document,
    request.lorenz === true ? toCurves(rows) : { columns: reportTable.columns, rows },
  );
}

/** The points of the curves of all rows, one a row. */
const toCurves = (rows: readonly ReportRow[]): Page['table'] => ({
  columns: [...chooseColumns(['question', 'measure', 'modality', 'task']), ...lorenzTable.columns],
  rows: rows.flatMap(({ question, measure, modality, task, lorenz }) =>
    (lorenz ?? []).map((point) => ({ question, measure, modality, task, ...point })),
  ),
});

/** All but the rows, which are in the file that it lies beside. */
function toBeside({ rows: _, comparison, grid, ...document }: ReportDocument): object {
  return {
    ...document,
    ...(comparison === undefined ? {} : { comparison: { ...comparison, rows: undefined } }),
    ...(grid === undefined ? {} : { grid: { ...grid, rows: undefined } }),
  };
}
