import { definitionsOf } from '../../definitions/protocols.ts';
import {
  compareWithPublished,
  type PublishedCell,
  publishedOn,
  taskOfStudy,
} from '../../documents/comparison/comparison.ts';
import { comparisonSentence } from '../../documents/comparison/comparison-sentence.ts';
import type { Comparison, ReportRow } from '../../documents/report/report-row.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { type RowChoice, readReportRows } from '../report-rows.ts';

/** What no reader of a comparison may miss. */
export const comparisonWarning = `Published: the study's figures are of ${publishedOn} and of other data, so differences from them are only context; compare study-2025 with current, both on this snapshot, to see what the definitions change.`;

/**
 * The study's figures beside ours. The marks come from an audit of both published tables as one.
 * @param study the rows of `study-2025` for the same choice
 */
export async function readComparison(
  snapshot: Snapshot,
  choice: RowChoice,
  study: readonly ReportRow[],
): Promise<Comparison> {
  // By task alone: the two protocols may see a task in different modalities.
  const sameRows: RowChoice = { ...choice, protocol: 'current', modalities: null, requests: undefined };
  const rows = compareWithPublished(
    (await publishedCells()).filter(isWanted(choice)),
    study,
    await readReportRows(snapshot, sameRows),
  );
  return {
    says: comparisonSentence({ rows, publishedOn }),
    publishedOn,
    definitions: definitionsOf({ protocol: 'current', questions: choice.questions }),
    rows,
  };
}

const isWanted = (choice: RowChoice) => (cell: PublishedCell) => {
  const { question, modality, task } = taskOfStudy(cell.audit);
  return (
    choice.questions.includes(question) &&
    (choice.modalities === null || choice.modalities.includes(modality)) &&
    (choice.tasks === null || choice.tasks.includes(task))
  );
};

async function publishedCells(): Promise<PublishedCell[]> {
  // Read only where a comparison was asked for: no other report needs them.
  const { auditRows } = await import('../../statistics/audit/audit-rows.ts');
  const { readPublishedTables } = await import('../audit/read-tables.ts');
  const { poster, computed } = readPublishedTables();
  // Either way of cutting digits: the poster cut them off, the notebooks rounded.
  const rows = await auditRows([...poster, ...computed], {
    numbers: 'counts',
    rounding: 'either',
    sd: 'sample',
  });
  return rows.map((audit, row) => ({ source: row < poster.length ? 'poster' : 'computed', audit }));
}
