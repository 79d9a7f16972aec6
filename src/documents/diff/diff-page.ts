import { groupBy } from '../../group-by.ts';
import { repoKinds } from '../../repo-kind.ts';
import { filledColumns } from '../column.ts';
import type { Page, Section } from '../page.ts';
import { withProvenance } from '../provenance.ts';
import { completeText, holdsText, period, scopeText } from '../report/report-facts.ts';
import type { ReportDocument } from '../report/report-row.ts';
import { askedText } from '../request.ts';
import type { DiffDocument, DiffRow } from './diff.ts';
import { diffTable, flatten, repoChangeTable, shownColumns, turnoverTable } from './diff-tables.ts';

/** What changed between two snapshots, for readers. */
export function toDiffPage(document: DiffDocument): Page {
  const { old, new: now, differences, repos, turnover, generator, protocol, request } = document;
  const flat = document.rows.map(flatten);
  return {
    title: 'What changed between two snapshots',
    lead: document.summary.map(({ says }) => says),
    facts: [
      { label: 'Old', text: describeSnapshot(old) },
      { label: 'New', text: describeSnapshot(now) },
      {
        label: 'Differences',
        text:
          differences.length === 0
            ? 'none of protocol, scope, limit or completeness'
            : differences.join('; '),
      },
      { label: 'Asked', text: askedText(request) },
      { label: 'By', text: `${generator.name} ${generator.version}, protocol ${protocol}` },
    ],
    warnings: document.warnings,
    none: flat.length === 0 ? 'No row: no task that was asked for has a member in either snapshot.' : '',
    sections: [
      ...toSections(document.rows),
      {
        title: 'Repos, matched by their _id',
        columns: repoChangeTable.columns,
        rows: repoKinds.map((kind) => ({ kind, ...repos[kind] })),
        notes: [],
      },
      ...(turnover.length === 0
        ? []
        : [
            { title: 'Turnover of the most used', columns: turnoverTable.columns, rows: turnover, notes: [] },
          ]),
    ],
    // The date and the Hub of a line are the new snapshot's.
    table: withProvenance({ snapshot: now, protocol, request }, { columns: diffTable.columns, rows: flat }),
    beside: { ...document, rows: undefined },
    json: document,
  };
}

const describeSnapshot = (snapshot: ReportDocument['snapshot']): string =>
  [
    snapshot.endpoint,
    period(snapshot.startedAt, snapshot.finishedAt),
    holdsText(snapshot),
    `${scopeText(snapshot.scope)}; listed for ${snapshot.protocol}`,
    `complete: ${completeText(snapshot.complete)}`,
  ].join('; ');

/** A table per question, measure and modality. */
function toSections(rows: readonly DiffRow[]): Section[] {
  const groups = groupBy(rows, ({ question, measure, modality }) => `${question} ${measure}, ${modality}`);
  return [...groups].map(([title, own]) => {
    const flat = own.map(flatten);
    return { title, rows: flat, notes: [], columns: filledColumns(shownColumns, flat) };
  });
}
