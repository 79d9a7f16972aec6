import { beforeAll, describe, expect, it } from 'vitest';
import { completeSnapshot } from '../../src/commands/complete-snapshot.ts';
import { study2025Tasks } from '../../src/definitions/tasks.ts';
import { derive, ensureDerived } from '../../src/snapshot/derive/derive.ts';
import { openSnapshotInMemory, type Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { listTemporary } from '../../src/snapshot/file/temporary-tables.ts';
import { isDerived } from '../../src/snapshot/tables/meta.ts';
import { fillRandomSnapshot } from '../oracle/random-snapshot.ts';

const tasks = study2025Tasks.map(({ task }) => task);

async function fill(): Promise<Snapshot> {
  const snapshot = await openSnapshotInMemory();
  await fillRandomSnapshot(snapshot.connection, 5);
  return snapshot;
}

/** Of the statements that derive, the one with this number fails, once. @returns how many were run, both times */
function failAt(snapshot: Snapshot, number: number, message: string): () => number {
  const run = snapshot.connection.run.bind(snapshot.connection);
  let count = 0;
  snapshot.connection.run = (async (...parameters: Parameters<typeof run>) => {
    const makes = /^CREATE (?:OR REPLACE|TEMP) TABLE/.test(parameters[0]);
    if (makes) count += 1;
    if (makes && count === number) throw new Error(message);
    return run(...parameters);
  }) as typeof run;
  return () => count;
}

const storedIn = async ({ connection }: Snapshot) => [
  await readRows(connection, 'SELECT * FROM frequencies ORDER BY ALL'),
  await readRows(connection, 'SELECT * FROM model_bases ORDER BY ALL'),
];

let undisturbed: Awaited<ReturnType<typeof storedIn>>;

beforeAll(async () => {
  const snapshot = await fill();
  await completeSnapshot(snapshot);
  undisturbed = await storedIn(snapshot);
  snapshot.close();
  expect(undisturbed.map((rows) => rows.length > 0)).toEqual([true, true]);
});

describe('a statement of the deriving that fails', () => {
  it.each([1, 33])('statement %i: what is in the file is void, and can be made again', async (number) => {
    const snapshot = await fill();
    await completeSnapshot(snapshot);
    expect(await isDerived(snapshot)).toBe(true);
    const run = snapshot.connection.run;
    failAt(snapshot, number, 'the disk is full');
    await expect(derive(snapshot, tasks, { temporary: false })).rejects.toThrow('the disk is full');
    snapshot.connection.run = run;
    expect(await isDerived(snapshot)).toBe(false);
    expect(await listTemporary(snapshot.connection)).toEqual([]);
    await completeSnapshot(snapshot);
    expect(await storedIn(snapshot)).toEqual(undisturbed);
    snapshot.close();
  });

  it('in the memory of a reader nothing of it stays', async () => {
    const snapshot = await fill();
    const run = snapshot.connection.run;
    failAt(snapshot, 30, 'enough');
    await expect(derive(snapshot, tasks, { temporary: true })).rejects.toThrow('enough');
    snapshot.connection.run = run;
    expect(await listTemporary(snapshot.connection)).toEqual([]);
    await derive(snapshot, tasks, { temporary: true });
    expect(await listTemporary(snapshot.connection)).toContain('node_counts');
    snapshot.close();
  });

  it('in the memory of a reader what could not be dropped is not taken for all', async () => {
    const snapshot = await fill();
    const { run } = snapshot.connection;
    failAt(snapshot, 40, 'enough');
    const failing = snapshot.connection.run;
    let failed = false;
    snapshot.connection.run = (async (...parameters: Parameters<typeof run>) => {
      if (failed && parameters[0].startsWith('DROP')) throw new Error('interrupted');
      return failing(...parameters).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }) as typeof run;
    await expect(ensureDerived(snapshot, tasks)).rejects.toThrow('enough');
    expect(await listTemporary(snapshot.connection)).toContain('node_counts');
    snapshot.connection.run = run;
    await ensureDerived(snapshot, tasks);
    const inMemory = await readRows(snapshot.connection, 'SELECT * FROM model_bases ORDER BY ALL');
    expect(inMemory).toEqual(undisturbed[1]);
    expect(await listTemporary(snapshot.connection)).toContain('study_uses');
    snapshot.close();
  });

  it('for want of memory: all of it is tried again, with all there is', async () => {
    const snapshot = await fill();
    const count = failAt(snapshot, 33, 'Out of Memory Error: failed to pin block');
    await completeSnapshot(snapshot);
    expect(count()).toBeGreaterThan(60);
    expect(await storedIn(snapshot)).toEqual(undisturbed);
    snapshot.close();
  });
});
