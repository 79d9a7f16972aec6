import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReportRequest } from '../../src/commands/report/request.ts';
import { report } from '../../src/commands/report.ts';
import { toRequestText } from '../../src/documents/request.ts';
import { copySimulated } from '../support/simulated.ts';

let folder: string;
let snapshot: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-request-'));
  snapshot = join(folder, 'hub.duckdb');
  await copySimulated(snapshot, { models: 4000, seed: 5 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A value of every part of a request that is not its default, with what it needs. A new part does not compile without. */
const changed: { [Key in keyof Required<ReportRequest>]: ReportRequest } = {
  protocol: { protocol: 'study-2025' },
  questions: { questions: ['RQ1'] },
  measures: { measures: ['owners-per-dataset'] },
  modalities: { modalities: ['cv'] },
  tasks: { tasks: ['fill-mask'] },
  relations: { relations: ['merge'] },
  by: { by: 'modality' },
  createdBefore: { createdBefore: '2024-01-01' },
  every: { every: 'year' },
  excludeSameOwner: { excludeSameOwner: true },
  minN: { minN: 30 },
  rarefyTo: { rarefyTo: 5 },
  resamples: { resamples: 100 },
  fitTail: { fitTail: true },
  simulations: { simulations: 100 },
  seed: { seed: 2, resamples: 100 },
  lorenz: { lorenz: true },
  compare: { compare: true, protocol: 'study-2025' },
  grid: { grid: true },
  // These change no row.
  sort: { sort: 'task' },
  requireComplete: { requireComplete: true },
};

it('every option that changes any row changes the request, and its text', async () => {
  const plain = await report(snapshot);
  const seen = [{ request: plain.request, rows: canonical(plain) }];
  for (const [name, asked] of Object.entries(changed)) {
    const document = await report(snapshot, asked);
    const rows = canonical(document);
    for (const other of seen) {
      const sameRows = JSON.stringify(rows) === JSON.stringify(other.rows);
      const sameRequest = JSON.stringify(document.request) === JSON.stringify(other.request);
      expect(sameRequest && !sameRows, name).toBe(false);
      const sameText = toRequestText(document.request) === toRequestText(other.request);
      expect(sameText, name).toBe(
        sameRequest || (document.protocol === other.request.protocol && sameText && sameRows),
      );
    }
    seen.push({ request: document.request, rows });
  }
  expect(JSON.stringify(plain.request)).not.toContain('undefined');
});

/** What is shown, in any order. */
const canonical = ({ rows, comparison, grid }: Awaited<ReturnType<typeof report>>) => ({
  rows: rows.map((row) => JSON.stringify(row)).sort(),
  comparison: comparison?.rows,
  grid: grid?.rows,
});
