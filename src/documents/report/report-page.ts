import { type Column, pickKeys, presentColumns } from '../column.ts';
import { comparisonTable } from '../comparison/comparison-table.ts';
import { gridTable } from '../grid/grid-table.ts';
import type { Page } from '../page.ts';
import { chooseColumns } from './choose-columns.ts';
import { reportFacts } from './report-facts.ts';
import type { ReportDocument } from './report-row.ts';
import { reportSections } from './report-sections.ts';
import { reportTable } from './report-table.ts';

/** What stands in a table for readers where no columns are chosen, the last of them on request; the title says whether µ is over n>0 or n all. */
const shownColumns: readonly Column[] = chooseColumns([
  ...['task', 'mean', 'sd', 'nNonzero', 'nAll', 'gini', 'max', 'meanCi', 'sdCi', 'giniCi', 'ciWarning'],
  'tail',
]);

/**
 * A report for readers, and what CSV, TSV and JSON hold of it.
 * @param names JSON or CSV names of columns, in the order wanted; without them each format has its own choice
 * @throws RangeError on a column that does not exist; `refuseColumns` says so beforehand
 */
export function toReportPage(document: ReportDocument, names?: readonly string[]): Page {
  const chosen = names === undefined ? null : chooseColumns(names);
  return {
    title: 'Reuse on the Hugging Face Hub',
    facts: reportFacts(document),
    warnings: document.warnings,
    none:
      document.rows.length === 0
        ? 'No row: of the repos that were counted, none is of a task that was asked for.'
        : '',
    sections: reportSections(document, chosen ?? shownColumns),
    table: toOneTable(document, chosen),
    json: chosen === null ? document : { ...document, rows: pickChosen(document, chosen) },
  };
}

const pickChosen = ({ rows }: ReportDocument, chosen: readonly Column[]) =>
  pickKeys(presentColumns(chosen, rows), rows);

/** CSV and TSV hold one table: the ordinary rows, or what was asked for instead. */
function toOneTable({ rows, comparison, grid }: ReportDocument, chosen: Column[] | null): Page['table'] {
  if (comparison !== undefined) return { columns: comparisonTable.columns, rows: comparison.rows };
  if (grid !== undefined) return { columns: gridTable.columns, rows: grid.rows };
  return { columns: chosen ?? reportTable.columns, rows };
}
