import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withStatusLine } from '../../src/cli/to-run.ts';
import { collect } from '../../src/commands/collect.ts';
import { exportGraph } from '../../src/commands/export/graph.ts';
import { exportSnapshot } from '../../src/commands/export.ts';
import type { ProgressEvent } from '../../src/commands/progress-event.ts';
import type { ReportRequest } from '../../src/commands/report/request.ts';
import { report } from '../../src/commands/report.ts';
import { startServer } from '../../src/simulate/serve/server.ts';
import { smallHub } from '../simulate/small-hub.ts';
import { captureIo } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-status-line-'));
const snapshot = join(folder, 'hub.duckdb');
beforeAll(() => copySimulated(snapshot, { models: 3000 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a command reports of how far it is. */
function watch() {
  const events: ProgressEvent[] = [];
  const steps = () => events.flatMap((event) => (event.type === 'step' ? [event] : []));
  return { run: { onProgress: (event: ProgressEvent) => void events.push(event) }, steps };
}

describe('how far a command is', () => {
  it('report: a step for each row', async () => {
    const { run, steps } = watch();
    const { rows } = await report(snapshot, { questions: ['RQ3'] }, run);
    expect(steps().map(({ phase }) => phase)).toEqual(rows.map(() => 'rows'));
    expect(steps().at(-1)).toMatchObject({ done: rows.length - 1, total: rows.length });
  });

  it.each<[string, ReportRequest]>([
    ['counted in one pass', { measures: ['derivatives-per-model'] }],
    ['counted slice by slice', { measures: ['descendants-per-model'] }],
  ])('report --every: a step for each slice, %s', async (_, request) => {
    const { run, steps } = watch();
    const { rows } = await report(snapshot, { ...request, every: 'year' }, run);
    const slices = new Set(rows.map(({ before }) => before)).size;
    const ofSlices = steps().filter(({ phase }) => phase === 'slices');
    expect(slices).toBeGreaterThan(2);
    expect(ofSlices.map(({ done }) => done)).toEqual([...ofSlices.keys()]);
    expect(ofSlices.length).toBeGreaterThanOrEqual(slices);
    expect(new Set(ofSlices.map(({ total }) => total))).toEqual(new Set([ofSlices.length]));
    // The rows of the last slice come first: what a history has besides its rows is of it.
    expect(steps().at(-1)?.phase).toBe('slices');
  });

  it('export: a step for each table, and for each piece of a graph', async () => {
    const lake = watch();
    await exportSnapshot(snapshot, { to: join(folder, 'export') }, lake.run);
    expect(lake.steps().map(({ done }) => done)).toEqual([0, 1, 2, 3, 4, 5]);
    const graph = watch();
    const size = await exportGraph(
      snapshot,
      {},
      async (document) => {
        for await (const _ of document.nodes());
        for await (const _ of document.edges());
        return document.order + document.size;
      },
      graph.run,
    );
    expect(graph.steps().at(-1)).toMatchObject({ phase: 'write', done: size, total: size });
  });

  it('collect: listings, and the first step before the first answer', async () => {
    const server = await startServer(await smallHub(30), { quota: 1000 });
    const { run, steps } = watch();
    let stepsBefore = -1;
    const ask = ((...args: Parameters<typeof fetch>) => {
      if (stepsBefore < 0) stepsBefore = steps().length;
      return fetch(...args);
    }) as typeof fetch;
    try {
      const request = { snapshot: join(folder, 'new.duckdb'), endpoint: server.url, tasks: ['fill-mask'] };
      await collect(request, { ...run, world: { env: { HOME: '/nonexistent' }, fetch: ask } });
    } finally {
      await server.close();
    }
    expect(stepsBefore).toBeGreaterThan(0);
    expect(steps()[0]).toMatchObject({ phase: 'list', done: 0, total: 2 });
  });
});

describe('the line of a command that reads', () => {
  const readFor = async (ms: number, isTTY: boolean): Promise<string> => {
    const { io, printed } = captureIo();
    const write = io.stderr.write;
    const stderr = { write, isTTY, columns: 80, on: () => {}, once: () => {}, off: () => {} };
    const methods = { cursorTo: () => true, clearLine: () => true, moveCursor: () => true };
    const terminal = { ...io, stderr: { ...stderr, ...methods, removeListener: () => {} } };
    await withStatusLine(terminal, {}, () => new Promise((resolve) => setTimeout(resolve, ms)));
    return printed().stderr;
  };

  it('is there while it works, on a terminal alone', async () => {
    expect(await readFor(400, true)).toContain('reading the snapshot');
    expect(await readFor(400, false)).toBe('');
  });
});
