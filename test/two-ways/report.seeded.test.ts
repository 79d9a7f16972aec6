import { describe, expect, it } from 'vitest';
import { readReportRows } from '../../src/commands/report-rows.ts';
import type { Protocol } from '../../src/definitions/protocols.ts';
import { modalities, modalityOf, study2025Tasks } from '../../src/definitions/tasks.ts';
import { sortRows } from '../../src/documents/report/sort-rows.ts';
import { toReferences } from '../../src/documents/status/status-document.ts';
import { derive } from '../../src/snapshot/derive/derive.ts';
import { openSnapshotInMemory } from '../../src/snapshot/file/open-snapshot.ts';
import { readReferenceStates, readTaskCounts } from '../../src/snapshot/read/read-status.ts';
import { compareRows } from '../oracle/compare.ts';
import { oracleReport, oracleStatus } from '../oracle/oracle.ts';
import { fillRandomSnapshot } from '../oracle/random-snapshot.ts';
import { seeds } from '../support/tier.ts';

const questions = ['RQ1', 'RQ2', 'RQ3'];

async function deriveRandom(seed: number) {
  const snapshot = await openSnapshotInMemory();
  await fillRandomSnapshot(snapshot.connection, seed);
  await derive(
    snapshot,
    study2025Tasks.map(({ task }) => task),
    { temporary: true },
  );
  return snapshot;
}

describe('graph and SQL give the same numbers on random snapshots', () => {
  it.each(seeds(1, 40))('seed %i', async (seed) => {
    const snapshot = await deriveRandom(seed);
    for (const protocol of ['current', 'study-2025'] satisfies Protocol[]) {
      const choice = { protocol, questions, modalities: null, tasks: null, relations: null };
      const rows = sortRows(await readReportRows(snapshot, choice), 'mean');
      expect(rows.length).toBeGreaterThan(0);
      compareRows(rows, await oracleReport(snapshot.connection, { protocol, modalities }));
    }
    const relations = {
      protocol: 'current' as const,
      questions,
      modalities: null,
      tasks: null,
      relations: ['finetune' as const, 'unspecified' as const],
    };
    compareRows(
      sortRows(await readReportRows(snapshot, relations), 'mean'),
      await oracleReport(snapshot.connection, {
        protocol: 'current',
        modalities,
        relations: ['finetune', 'unspecified'],
      }),
    );
    const status = await oracleStatus(snapshot.connection);
    expect(toReferences(await readReferenceStates(snapshot))).toEqual(status.references);
    const unknown = (await readTaskCounts(snapshot)).filter(({ task }) => modalityOf(task) === null);
    expect(unknown).toEqual(status.unknownTasks);
    snapshot.close();
  });
});
