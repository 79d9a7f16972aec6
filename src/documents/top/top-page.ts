import { countOf } from '../../count-words.ts';
import { filledColumns } from '../column.ts';
import { headFacts } from '../lineage/lineage-pages.ts';
import type { Page } from '../page.ts';
import { withProvenance } from '../provenance.ts';
import type { TopDocument } from './top.ts';
import { topTable } from './top-table.ts';

const what = { datasets: 'declare', models: 'name as a base', owners: 'declare or name as a base' } as const;

/** What a table shows; the other formats have the rest. */
const shown: Record<TopDocument['kind'], string> = {
  datasets: 'rank id task uses share cumulativeShare owners ownUses topOwner downloads ghost',
  models: 'rank id task uses share cumulativeShare owners ownUses descendants topOwner downloads ghost',
  owners: 'rank id uses share cumulativeShare owners ownUses descendants topOwner downloads ghost',
};

/** The most reused datasets, models or owners, for readers. */
export function toTopPage(document: TopDocument): Page {
  const { kind, rankBy, total, ghostUses, rows } = document;
  const keys = shown[kind].split(' ');
  const left =
    ghostUses === null
      ? 'ghosts, which are declared but not in the snapshot, are included'
      : `ghosts have no task, so their ${countOf(ghostUses, 'use is', 'uses are')} left out`;
  return {
    title: `The ${kind} with the most ${rankBy}`,
    lead: document.summary.map(({ says }) => says),
    detailsBelow: true,
    facts: [
      ...headFacts(document),
      {
        label: 'Uses',
        text: `${countOf(total, 'pair', 'pairs')} of a model and one of the ${kind} that it uses; ${left}`,
      },
    ],
    warnings: document.warnings,
    none: rows.length === 0 ? `No row: none of the ${kind} in scope has any ${rankBy}.` : '',
    sections: [
      {
        title: `${kind} that models ${what[kind]}, by ${rankBy}`,
        columns: filledColumns(
          topTable.columns.filter(({ key }) => keys.includes(key)),
          rows,
        ),
        rows,
        notes: [],
      },
    ],
    table: withProvenance(document, { columns: topTable.columns, rows }),
    beside: { ...document, rows: undefined },
    json: document,
  };
}
