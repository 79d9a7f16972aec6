import { toPace } from '../async.ts';
import type { AuditDocument } from '../documents/audit/audit.ts';
import { usageError } from '../errors.ts';
import { type AuditMethod, type AuditRow, auditRows, findBadCell } from '../statistics/audit/audit-rows.ts';
import type { AuditInput } from '../statistics/audit/claim.ts';
import type { AuditTable } from './audit/parse-table.ts';
import { type AuditFile, readTables } from './audit/read-tables.ts';
import { defaults } from './defaults.ts';
import { type RunOptions, withAbort } from './run-options.ts';

/** What is audited, and how its figures are read. */
export interface AuditRequest {
  /** Tables with the columns mean and sd, by their path or as they are; the study's poster where none is given. */
  files?: readonly (string | AuditFile)[];
  /** The rows themselves, instead of files. */
  rows?: readonly AuditInput[];
  /** Whole numbers of at least min (`counts`, where it is not given), or real ones. */
  numbers?: AuditMethod['numbers'];
  /** How figures were printed; `either` where it is not given. */
  rounding?: AuditMethod['rounding'];
  /** Whether deviations are of a sample (n−1, where it is not given) or of a population (n). */
  sd?: AuditMethod['sd'];
}

/**
 * Can these published means and standard deviations be true?
 * @throws HfreuseError (exit 2) for a cell that is not a number, (exit 1) for a file that cannot be read; AbortError
 */
export async function audit(request: AuditRequest = {}, { signal }: RunOptions = {}): Promise<AuditDocument> {
  const { numbers = 'counts', rounding = defaults.rounding, sd = defaults.deviation } = request;
  const tables = request.rows === undefined ? await readTables(request.files ?? []) : [];
  const given = request.rows ?? tables.flatMap(({ inputs }) => inputs);
  const inputs = given.filter(({ n }) => n !== 0);
  const bad = findBadCell(inputs);
  if (bad !== null) {
    throw usageError(
      `row ${bad.row + 1}: ${bad.column} is not a number in printed form: ${JSON.stringify(bad.text)}`,
    );
  }
  const read = { numbers, rounding, sd };
  const rows = await withAbort(signal, () => auditRows(inputs, read, toPace(signal)));
  const passedOver = [
    ...tables.map((table) => ({ name: table.name, count: table.passedOver })),
    { name: 'the rows given', count: given.length - inputs.length },
  ];
  return {
    request: read,
    assumption: toAssumption(numbers, inputs),
    columns: tables.map(({ name, columns }) => ({ table: name, ...columns })),
    labels: [...new Set(toLabels(request, tables))],
    warnings: [...passedOver.flatMap(passedOverWarning), ...rows.flatMap(undecidedWarning)],
    rows,
  };
}

const toLabels = ({ rows }: AuditRequest, tables: readonly AuditTable[]): string[] =>
  rows === undefined
    ? tables.flatMap(({ labels }) => labels)
    : rows.flatMap(({ labels }) => Object.keys(labels));

function toAssumption(numbers: AuditMethod['numbers'], inputs: readonly AuditInput[]): string {
  const given = (['min', 'max'] as const).filter((bound) =>
    inputs.some((input) => input[bound].trim() !== ''),
  );
  const within = given.length === 0 ? '' : `, within ${given.join(' and ')} where given`;
  return `${numbers === 'real' ? 'real numbers' : 'whole numbers from 0'}${within}`;
}

const passedOverWarning = ({ name, count }: { name: string; count: number }): string[] =>
  count === 0 ? [] : [`${name}: ${count === 1 ? '1 row' : `${count} rows`} with n = 0 passed over`];

const undecidedWarning = ({ note, labels, mean, sd }: AuditRow): string[] =>
  note === undefined
    ? []
    : [
        `${[...Object.values(labels).slice(0, 4), `mean ${mean}`, `sd ${sd ?? 'none'}`].join(' ')}: possible (${note})`,
      ];
