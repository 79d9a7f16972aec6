import { expect } from 'vitest';
import type { ReportRequest } from '../../src/commands/report/request.ts';
import { report } from '../../src/commands/report.ts';
import { toReferences } from '../../src/documents/status/status-document.ts';
import type { Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readReferenceStates } from '../../src/snapshot/read/read-status.ts';
import { oracleCoverage } from './sql-coverage.ts';

const relations = ['finetune', 'adapter', 'quantized', 'merge', 'unspecified'] as const;

/** What changes which pairs are asked for, or which rows are shown, by itself and together. */
export const coverageRequests: ReportRequest[] = [
  {},
  { modalities: ['all'] },
  { by: 'modality' },
  { by: 'modality', modalities: ['cv', 'audio'] },
  { tasks: ['text-classification', 'fill-mask'] },
  { tasks: ['text-generation'], modalities: ['all'] },
  ...(['RQ1', 'RQ2', 'RQ3'] as const).map((question) => ({ questions: [question] })),
  ...relations.map((relation) => ({ relations: [relation] })),
  { relations: ['merge', 'adapter'], modalities: ['all'] },
  { createdBefore: '2024-01-01' },
  { createdBefore: '2023-01-01', relations: ['finetune'], by: 'modality' },
  { createdBefore: '2024-06-01', questions: ['RQ2'], modalities: ['all'] },
];

/**
 * The coverage of a report sums to what is declared, as `status` counts it where no relation and no date is asked for,
 * and is what SQL counts in the raw tables.
 */
export async function compareCoverage(snapshot: Snapshot, request: ReportRequest): Promise<void> {
  const { datasets, baseModels } = toReferences(await readReferenceStates(snapshot));
  const { coverage, rows } = await report(snapshot, request);
  const { relations, createdBefore, questions = ['RQ1', 'RQ2', 'RQ3'] } = request;
  const slice = {
    ...(relations === undefined ? {} : { relations }),
    ...(createdBefore === undefined ? {} : { createdBefore }),
  };
  const isWhole = Object.keys(slice).length === 0;
  expect(coverage.map(({ question }) => question)).toEqual(questions);
  for (const { question, declared, ...entry } of coverage) {
    if (isWhole) expect(declared).toBe((question === 'RQ3' ? baseModels : datasets).declared);
    expect(Object.values(entry).reduce((sum, pairs) => sum + pairs, 0)).toBe(declared);
    const shown = await tasksOf(snapshot, request, rows, question);
    const oracle = await oracleCoverage(snapshot.connection, question, shown, slice);
    for (const [place, { least, most }] of Object.entries({ ...oracle.places, declared: oracle.declared })) {
      const pairs = { ...entry, declared }[place as keyof typeof entry];
      expect(pairs, `${JSON.stringify(request)} ${question} ${place}`).toBeGreaterThanOrEqual(least);
      expect(pairs, `${question} ${place}`).toBeLessThanOrEqual(most);
    }
  }
}

/** Tasks that the rows of a question hold: of a row by modality, those of its members. */
async function tasksOf(
  snapshot: Snapshot,
  request: ReportRequest,
  rows: readonly { question: string; task: string }[],
  question: string,
): Promise<string[]> {
  const byTask = request.by === 'modality' ? (await report(snapshot, { ...request, by: 'task' })).rows : rows;
  return [...new Set(byTask.filter((row) => row.question === question).map(({ task }) => task))];
}
