import { type AuditMethod, type AuditRow, auditRows } from '../../../src/statistics/audit/audit-rows.ts';
import type { AuditInput } from '../../../src/statistics/audit/claim.ts';
import type { Search } from '../../../src/statistics/audit/search.ts';

/** A row as printed; n and the bounds where they are known. */
export function row(
  mean: string,
  sd: string,
  n: number | null = null,
  rest: Partial<AuditInput> = {},
): AuditInput {
  return { labels: {}, mean, sd, n, min: '', max: '', ...rest };
}

/** How figures are read where no option is given. */
export const asPrinted: AuditMethod = { numbers: 'counts', rounding: 'either', sd: 'sample' };

/** What a search finds, however long it takes. */
export function toEnd<Found>(search: Search<Found>): Found {
  for (;;) {
    const { done, value } = search.next();
    if (done === true) return value;
  }
}

/** What the audit states of one row alone. */
export async function auditOne(input: AuditInput, options: Partial<AuditMethod> = {}): Promise<AuditRow> {
  const [only] = await auditRows([input], { ...asPrinted, ...options });
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
