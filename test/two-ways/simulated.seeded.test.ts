import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readReportRows } from '../../src/commands/report-rows.ts';
import { writeSimulatedSnapshot } from '../../src/commands/simulate/generate.ts';
import { modalities } from '../../src/definitions/tasks.ts';
import { sortRows } from '../../src/documents/report/sort-rows.ts';
import { toReferences } from '../../src/documents/status/status-document.ts';
import { openSnapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readReferenceStates } from '../../src/snapshot/read/read-status.ts';
import { compareRows } from '../oracle/compare.ts';
import { oracleReport, oracleStatus } from '../oracle/oracle.ts';
import { isSlowTier } from '../support/tier.ts';

it.each([
  { models: 300, datasets: 100, seed: 2 },
  ...(isSlowTier
    ? [
        { models: 30_000, datasets: 10_000, seed: 1 },
        { models: 300_000, datasets: 100_000, seed: 3 },
      ]
    : []),
])(
  'a simulated Hub of $models models: graph and SQL agree on every row',
  { timeout: 900_000 },
  async (size) => {
    const folder = mkdtempSync(join(tmpdir(), 'hfreuse-simulated-'));
    const file = join(folder, 'hub.duckdb');
    await writeSimulatedSnapshot(file, { ...size, cards: true });
    const snapshot = await openSnapshot(file);
    for (const protocol of ['current', 'study-2025'] as const) {
      const choice = {
        protocol,
        questions: ['RQ1', 'RQ2', 'RQ3'],
        modalities: null,
        tasks: null,
        relations: null,
      };
      const rows = sortRows(await readReportRows(snapshot, choice), 'mean');
      compareRows(rows, await oracleReport(snapshot.connection, { protocol, modalities }));
    }
    const { references } = await oracleStatus(snapshot.connection);
    expect(toReferences(await readReferenceStates(snapshot))).toEqual(references);
    snapshot.close();
    rmSync(folder, { recursive: true, force: true });
  },
);
