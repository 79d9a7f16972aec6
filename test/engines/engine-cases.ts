import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { measuresOf } from '../../src/definitions/protocols.ts';
import type { DialectName } from '../../src/definitions/sql/dialects.ts';
import type { ReportDocument, ReportRow } from '../../src/documents/report/report-row.ts';
import { toTrendRow } from '../../src/documents/trend/trend.ts';
import { hasRealData, realFolder, serveHub } from '../cli/run-hfreuse.ts';
import { compareRows } from '../oracle/compare.ts';
import { runHfreuse } from '../support/run.ts';

/** A lake, and for each of its dates the snapshot that it was exported from. */
interface Lake {
  folder: string;
  snapshots: Record<string, string>;
}

async function run(args: readonly string[]): Promise<string> {
  const done = await runHfreuse(args);
  expect(done.code, done.stderr).toBe(0);
  return done.stdout;
}

/** Two simulated Hubs as two dates; the folder has letters that a query must quote. */
export async function makeSimulatedLake(within: string): Promise<Lake> {
  const folder = join(within, "it's a lake");
  const snapshots: Lake['snapshots'] = {};
  for (const [date, models] of [
    ['2026-01-31', 20_000],
    ['2026-02-28', 3_000],
  ] as const) {
    const snapshot = join(within, `${date}.duckdb`);
    await run(['simulate', '--models', String(models), '--seed', String(models), '--snapshot', snapshot]);
    const exported = join(within, 'exported');
    await run(['export', '--snapshot', snapshot, '--to', exported]);
    for (const table of readdirSync(exported)) {
      const [made = ''] = readdirSync(join(exported, table));
      const place = join(folder, table, `snapshot_date=${date}`);
      cpSync(join(exported, table, made), place, { recursive: true });
    }
    rmSync(exported, { recursive: true });
    snapshots[date] = snapshot;
  }
  return { folder, snapshots };
}

/** Recorded metadata; null where they are not beside the checkout. */
export async function makeRealLake(within: string): Promise<Lake | null> {
  if (!hasRealData) return null;
  const folder = join(within, 'real');
  const snapshot = join(within, 'real.duckdb');
  const hub = await serveHub(['--replay', realFolder]);
  try {
    const from = ['--all', '--endpoint', hub.url, '--resolve', 'none'];
    await run(['collect', ...from, '--snapshot', snapshot]);
  } finally {
    await hub.stop();
  }
  await run(['export', '--snapshot', snapshot, '--to', folder]);
  const [made = ''] = readdirSync(join(folder, 'provenance'));
  return { folder, snapshots: { [made.replace('snapshot_date=', '')]: snapshot } };
}

const further = measuresOf.current
  .filter(({ onRequest, measure }) => onRequest && measure !== 'descendants-per-model')
  .map(({ measure }) => measure);

/** What is asked of each lake. Descendants are left out: their query is recursive, and for DuckDB alone. */
const requests = [
  ['--modality', 'all'],
  ['--modality', 'all', '--protocol', 'study-2025'],
  ['--modality', 'all', '--measure', further.join(',')],
];

/** Writes the queries for a lake into files; `from` is its folder as the engine calls it. */
export async function writeQueries(
  { folder }: Lake,
  dialect: DialectName,
  to: string,
  from = folder,
): Promise<string[]> {
  mkdirSync(to, { recursive: true });
  const files: string[] = [];
  for (const request of requests) {
    const file = join(to, `${files.length}.sql`);
    writeFileSync(file, await run(['sql', '--dialect', dialect, '--from', from, ...request]));
    files.push(file);
  }
  return files;
}

/** Compares what an engine answered to the queries of {@link writeQueries} with the reports: every row and figure. */
export async function expectReports(
  { snapshots }: Lake,
  answers: readonly (readonly Record<string, unknown>[])[],
): Promise<void> {
  expect(answers).toHaveLength(requests.length);
  for (const [at, request] of requests.entries()) {
    const rows = (answers[at] ?? []).map(toTrendRow);
    expect([...new Set(rows.map(({ snapshotDate }) => snapshotDate))]).toEqual(Object.keys(snapshots));
    for (const [date, snapshot] of Object.entries(snapshots)) {
      const report = await run(['report', '--snapshot', snapshot, '--format', 'json', ...request]);
      const { rows: expected } = JSON.parse(report) as ReportDocument;
      expect(expected.length).toBeGreaterThan(60);
      const found = rows.filter(({ snapshotDate }) => snapshotDate === date);
      compareRows(
        expected,
        found.map(({ snapshotDate, ...figures }) => figures as ReportRow),
      );
    }
  }
}

/** The answers that an engine's script printed: one line of JSON for each query. */
export const readAnswers = (stdout: string): Record<string, unknown>[][] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
