import { setTimeout as wait } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import type { Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { runInterruptibly } from '../../src/snapshot/file/run-interruptibly.ts';

/** Would take hours. */
const endless = 'SELECT sum(a.range * b.range) FROM range(10_000_000) a, range(10_000_000) b';

it('interrupts the statement under way, and the next one where none is', async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  const snapshot = { connection } as Snapshot;
  for (const pauseMs of [0, 300]) {
    const controller = new AbortController();
    const running = runInterruptibly(snapshot, controller.signal, async () => {
      await wait(pauseMs);
      await connection.run(endless);
    });
    const failed = expect(running).rejects.toThrow(/interrupt/i);
    await wait(100);
    controller.abort(new Error('enough'));
    await failed;
  }
  // What is asked later is answered.
  const later = await runInterruptibly(snapshot, new AbortController().signal, () =>
    connection.runAndReadAll('SELECT 42'),
  );
  expect(later.getRows()).toEqual([[42]]);
});
