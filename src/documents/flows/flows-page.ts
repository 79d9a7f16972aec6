import { countOf } from '../../count-words.ts';
import { headFacts } from '../lineage/lineage-pages.ts';
import type { Page } from '../page.ts';
import { withProvenance } from '../provenance.ts';
import { flowTable, flowTaskTable } from './flow-tables.ts';
import type { FlowsDocument } from './flows.ts';

/** How many flows a table for readers has; CSV and JSON have all. */
const shownFlows = 30;

const verb = { datasets: 'declare', models: 'name as a base' } as const;

/** Which tasks reuse what was made for which tasks, for readers. */
export function toFlowsPage(document: FlowsDocument): Page {
  const { kind, total, tasks } = document;
  const crossing = document.rows
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => b.uses - a.uses)
    .slice(0, shownFlows);
  return {
    title: `Flows of ${kind} between tasks`,
    lead: document.summary.map(({ says }) => says),
    detailsBelow: true,
    facts: [
      ...headFacts(document),
      {
        label: 'Uses',
        text: `${countOf(total, 'pair', 'pairs')} of a model and one of the ${kind} that it ${kind === 'datasets' ? 'declares' : 'names as a base'}`,
      },
    ],
    warnings: document.warnings,
    none: total === 0 ? `No row: no model in scope uses any of the ${kind}.` : '',
    sections: [
      {
        title: `What the models of each task ${verb[kind]}: made for their own task, or imported`,
        columns: flowTaskTable.columns,
        rows: tasks,
        notes: [],
      },
      {
        title: 'The greatest flows from one task to another',
        columns: flowTable.columns,
        rows: crossing,
        notes: crossing.length < shownFlows ? [] : ['the others are in CSV and JSON'],
      },
    ],
    table: withProvenance(document, { columns: flowTable.columns, rows: document.rows }),
    beside: { ...document, rows: undefined },
    json: document,
  };
}
