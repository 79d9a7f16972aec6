import type { AuditRow } from '../../statistics/audit/audit-rows.ts';
import type { Column, ColumnKind } from '../column.ts';

type Figures = Exclude<keyof AuditRow, 'labels'>;

const described: Record<Figures, [heading: string, kind: ColumnKind, more?: Partial<Column>]> = {
  mean: ['mean', 'text'],
  sd: ['sd', 'text'],
  n: ['n', 'count'],
  verdict: ['verdict', 'text'],
  reasons: [
    'reasons',
    'structure',
    { width: 44, toText: (reasons) => reasonsText(reasons as AuditRow['reasons']) },
  ],
  smallestN: ['smallest n', 'count'],
};

const reasonsText = (reasons: AuditRow['reasons']): string | null =>
  reasons.length === 0 ? null : reasons.map(({ test, says }) => `${test}: ${says}`).join('; ');

/** The columns of an audit. @param labels the columns of the audited file that name its rows; they come first */
export const auditColumns = (labels: readonly string[]): Column[] => [
  ...labels.map((key): Column => ({ key, heading: key, kind: 'text' })),
  ...Object.entries(described).map(([key, [heading, kind, more]]) => ({ key, heading, kind, ...more })),
];
