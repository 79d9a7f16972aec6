import { type AuditOptions, type AuditRow, auditRows } from '../../../src/statistics/audit/audit-rows.ts';
import type { AuditInput } from '../../../src/statistics/audit/claim.ts';

/** A row as printed; n and the bounds where they are known. */
export function row(
  mean: string,
  sd: string,
  n: number | null = null,
  rest: Partial<AuditInput> = {},
): AuditInput {
  return { labels: {}, mean, sd, n, min: '', max: '', ...rest };
}

/** What the audit says of one row alone. */
export function auditOne(input: AuditInput, options: Partial<AuditOptions> = {}): AuditRow {
  const [only] = auditRows([input], { numbers: 'counts', rounding: 'either', ...options });
  if (only === undefined) throw new Error('no row');
  return only;
}

/** A table of the study of 2025 as it ships with the program: question, modality, task, mean, sd, min. */
export function readTable(csv: string): AuditInput[] {
  const lines = csv.trim().split('\n').slice(1);
  return lines.map((line) => {
    const [question = '', modality = '', task = '', mean = '', sd = '', min = ''] = line.split(',');
    return { labels: { question, modality, task }, mean, sd, n: null, min, max: '' };
  });
}
