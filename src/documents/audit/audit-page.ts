import type { AuditRow } from '../../statistics/audit/audit-rows.ts';
import { toListPage } from '../list-page.ts';
import type { Page } from '../page.ts';
import { auditColumns } from './audit-table.ts';

/** The verdicts on some rows: one table, the labels of each row before its figures. */
export function toAuditPage(rows: readonly AuditRow[]): Page {
  const labels = [...new Set(rows.flatMap((row) => Object.keys(row.labels)))];
  return toListPage(
    auditColumns(labels),
    rows.map(({ labels: named, ...row }) => ({ ...named, ...row })),
  );
}
