import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { ReportDocument, ReportRow } from '../../src/documents/report/report-row.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

export let snapshot: string;

/** A simulated snapshot of 6,000 models for the tests of a file. */
export function prepareReports(): void {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hfreuse-request-'));
    snapshot = join(folder, 'hub.duckdb');
    await copySimulated(snapshot, { models: 6000, seed: 11 });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

export const report = (...args: string[]) => runHfreuse(['report', '--snapshot', snapshot, ...args]);
export const readDocument = async (...args: string[]): Promise<ReportDocument> =>
  JSON.parse((await report('--format', 'json', ...args)).stdout);
export const readRows = async (...args: string[]): Promise<ReportRow[]> => (await readDocument(...args)).rows;
