import type { Page } from '../page.ts';
import { withProvenance } from '../provenance.ts';
import { ageTable, ageYearTable } from './age-tables.ts';
import type { AgesDocument } from './ages.ts';
import { headFacts } from './lineage-pages.ts';

/** How old bases are when they are reused, for readers. */
export function toAgesPage(document: AgesDocument): Page {
  const { edges, undated, rows, years } = document;
  return {
    title: 'How old bases are when they are reused',
    facts: [
      ...headFacts(document),
      {
        label: 'Pairs',
        text: `${edges} of a derived model and a base; ${undated} of them are left out, since one end is not in the snapshot or has no date`,
      },
    ],
    warnings: document.warnings,
    none: rows.length === 0 ? 'No pair of a derived model and a base that are both dated.' : '',
    sections: [
      {
        title: 'Age of the base at reuse, in days, by task of the derived model',
        columns: ageTable.columns,
        rows,
        notes: [],
      },
      {
        title: "Where the bases of each year's derived models are from",
        columns: ageYearTable.columns,
        rows: years,
        notes: [],
      },
    ],
    table: withProvenance(document, { columns: ageTable.columns, rows }),
    beside: { ...document, rows: undefined },
    json: document,
  };
}
