import type { AuditRow } from '../../statistics/audit/audit-rows.ts';
import type { Figure } from '../figure.ts';

/** The means of an audit, a row each in the order of the file, those that cannot be true marked. */
export const auditFigure = (rows: readonly AuditRow[]): Figure => ({
  kind: 'verdicts',
  id: 'audit-means',
  title: 'The means, and which can be true',
  description:
    'Each row is a published mean. A cross: it cannot be true together with its deviation; a hollow square: it can, but its deviation stands in another cell too; a dot: it can. The axis is logarithmic where every mean is above 0.',
  unit: 'mean',
  columns: [
    { key: 'label', heading: 'row', kind: 'text' },
    { key: 'mean', heading: 'mean', kind: 'number' },
    { key: 'verdict', heading: 'verdict', kind: 'text' },
  ],
  rows: rows.map(({ labels, mean, verdict }, place) => ({
    // Rows of the same labels are the same cell, but not the same row.
    label: `${place + 1}. ${Object.values(labels).join(', ')}`,
    mean: Number(mean.trim().replace('−', '-')),
    verdict,
  })),
});
