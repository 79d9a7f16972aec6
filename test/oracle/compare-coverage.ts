import { expect } from 'vitest';
import type { ReportRequest } from '../../src/commands/report/request.ts';
import { report } from '../../src/commands/report.ts';
import { toReferences } from '../../src/documents/status/status-document.ts';
import type { Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readReferenceStates } from '../../src/snapshot/read/read-status.ts';
import { oracleCoverage } from './sql-coverage.ts';

/** The coverage of a report sums to what is declared, as `status` counts it, and is what SQL counts in the raw tables. */
export async function compareCoverage(snapshot: Snapshot, request: ReportRequest): Promise<void> {
  const { datasets, baseModels } = toReferences(await readReferenceStates(snapshot));
  const { coverage, rows } = await report(snapshot, request);
  expect(coverage.map(({ question }) => question)).toEqual(['RQ1', 'RQ2', 'RQ3']);
  for (const { question, declared, ...entry } of coverage) {
    expect(declared).toBe((question === 'RQ3' ? baseModels : datasets).declared);
    expect(Object.values(entry).reduce((sum, pairs) => sum + pairs, 0)).toBe(declared);
    const shown = await tasksOf(snapshot, request, rows, question);
    const oracle = await oracleCoverage(snapshot.connection, question, shown);
    expect(declared).toBe(oracle.declared);
    for (const [place, { least, most }] of Object.entries(oracle.places)) {
      const pairs = entry[place as keyof typeof entry];
      expect(pairs, `${question} ${place}`).toBeGreaterThanOrEqual(least);
      expect(pairs, `${question} ${place}`).toBeLessThanOrEqual(most);
    }
  }
}

/** Tasks that the rows of a question hold: of a row by modality, those of its members. */
async function tasksOf(
  snapshot: Snapshot,
  { by, modalities = ['nlp', 'cv'] }: ReportRequest,
  rows: readonly { question: string; task: string }[],
  question: string,
): Promise<string[]> {
  if (by !== 'modality')
    return [...new Set(rows.filter((row) => row.question === question).map(({ task }) => task))];
  const { rows: byTask } = await report(snapshot, { modalities });
  return [...new Set(byTask.filter((row) => row.question === question).map(({ task }) => task))];
}
