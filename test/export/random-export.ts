import type { Protocol } from '../../src/definitions/protocols.ts';
import { buildSql } from '../../src/definitions/sql/build-sql.ts';
import { study2025Tasks } from '../../src/definitions/tasks.ts';
import type { ReportRow } from '../../src/documents/report/report-row.ts';
import { sortRows } from '../../src/documents/report/sort-rows.ts';
import { derive } from '../../src/snapshot/derive/derive.ts';
import { openSnapshotInMemory, type Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import type { SqlValue } from '../../src/snapshot/file/query.ts';
import { compareRows } from '../oracle/compare.ts';
import { fillRandomSnapshot } from '../oracle/random-snapshot.ts';

export const questions = ['RQ1', 'RQ2', 'RQ3'];
export const tasks = study2025Tasks.map(({ task }) => task);
export const protocols: Protocol[] = ['current', 'study-2025'];
export const asked = {
  study2025Tasks: tasks,
  generator: 'test',
  replace: false,
  signal: new AbortController().signal,
};
export const toCamel = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Every row and every figure of docs/columns.md, in the same order, within 1e-9 of each other. */
export function expectSame(rows: readonly ReportRow[], others: readonly Record<string, SqlValue>[]): void {
  const found = others.map(
    ({ snapshot_date, ...figures }) =>
      Object.fromEntries(
        Object.entries(figures).map(([name, value]) => [toCamel(name), value]),
      ) as unknown as ReportRow,
  );
  compareRows(sortRows(rows, 'mean'), found);
}

export async function randomSnapshot(seed: number): Promise<Snapshot> {
  const snapshot = await openSnapshotInMemory();
  await fillRandomSnapshot(snapshot.connection, seed);
  await snapshot.connection.run(
    `INSERT INTO meta SELECT 'provenance', '{"endpoint":"http://x"}' WHERE NOT EXISTS (FROM meta WHERE key = 'provenance')`,
  );
  await derive(snapshot, tasks, { temporary: true });
  return snapshot;
}

export const query = (protocol: Protocol, from: string): string =>
  buildSql({ protocol, dialect: 'duckdb', questions, modalities: null, tasks: null, folder: from });
