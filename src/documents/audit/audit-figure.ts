import type { AuditRow } from '../../statistics/audit/audit-rows.ts';
import type { Figure } from '../figure.ts';
import { describeDrawn, takeDrawn } from '../most-drawn.ts';

/** Which rows a long table leaves out of its picture last. */
const gravest: readonly AuditRow['verdict'][] = ['impossible', 'suspicious', 'possible'];

/** The means of an audit, a row each in the order of the file, those that cannot be true marked. */
export const auditFigure = (rows: readonly AuditRow[]): Figure => ({
  kind: 'verdicts',
  id: 'audit-means',
  title: 'The means, and which can be true',
  description: `Each row is a published mean. A cross: it cannot be true together with its deviation; a hollow square: it can, but its deviation stands in another cell too; a dot: it can. The axis is logarithmic where every mean is above 0.${describeDrawn(rows.length, 'the gravest')}`,
  unit: 'mean',
  columns: [
    { key: 'label', heading: 'row', kind: 'text' },
    { key: 'mean', heading: 'mean', kind: 'number' },
    { key: 'verdict', heading: 'verdict', kind: 'text' },
  ],
  rows: takeGravest(rows).map(({ row: { labels, mean, verdict }, place }) => ({
    // Rows of the same labels are the same cell, but not the same row.
    label: `${place + 1}. ${Object.values(labels).join(', ')}`,
    mean: Number(mean.trim().replace('−', '-')),
    verdict,
  })),
});

/** The rows with their places in the file: where they are many, the gravest verdicts. */
function takeGravest(rows: readonly AuditRow[]): { row: AuditRow; place: number }[] {
  const placed = rows.map((row, place) => ({ row, place }));
  const byVerdict = gravest.flatMap((wanted) => placed.filter(({ row }) => row.verdict === wanted));
  return takeDrawn(byVerdict).sort((a, b) => a.place - b.place);
}
