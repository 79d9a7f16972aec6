import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as library from '../../src/index.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-library-'));
const hub = join(folder, 'hub.duckdb');
const exported = join(folder, 'exported');

beforeAll(async () => {
  await copySimulated(hub, { models: 600, seed: 7 });
  await library.exportSnapshot(hub, { to: exported });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const json = async (...args: string[]): Promise<unknown> =>
  JSON.parse((await runHfreuse([...args, '--format', 'json'], {}, folder)).stdout);

describe('documents are what the command line prints as JSON', () => {
  it('report', async () => {
    expect(await library.report(hub)).toEqual(await json('report', hub));
    const request = {
      questions: ['RQ3'],
      modalities: ['all'],
      relations: ['finetune', 'merge'],
      by: 'modality',
      excludeSameOwner: true,
    } as const;
    const words = ['--question', '3', '--modality', 'all', '--relation', 'finetune,merge'];
    expect(await library.report(hub, request)).toEqual(
      await json('report', hub, ...words, '--by', 'modality', '--exclude-same-owner'),
    );
  });

  it('status, of a file or of an open snapshot, which stays open', async () => {
    const snapshot = await library.openSnapshot(hub);
    const { document, warnings } = await library.status(snapshot);
    expect(document).toEqual(await json('status', hub));
    expect(warnings.length).toBeGreaterThan(0);
    expect((await library.status(snapshot)).document).toEqual(document);
    snapshot.close();
  });

  it('codebook, of some tables or all', async () => {
    expect(library.codebook()).toEqual(await json('codebook'));
    expect(library.codebook({ tables: ['grid', 'report'] })).toEqual(
      await json('codebook', '--table', 'report,grid'),
    );
    expect(() => library.codebook({ tables: ['none'] })).toThrow(/no table "none"; choose from .*report/);
  });

  it('trend', async () => {
    // The JSON of a trend has the headline figures alone.
    expect(await library.trend(exported, { questions: ['RQ2'] })).toMatchObject(
      (await json('report', '--trend', exported, '--question', '2')) as object,
    );
  });

  it('audit', async () => {
    const { rows } = await library.audit({ rounding: 'round' });
    expect(await json('audit', '--rounding', 'round')).toMatchObject({
      rows: rows.map(({ verdict, mean }) => ({ verdict, mean })),
    });
  });
});

describe('a request is judged', () => {
  it.each([
    ['an unknown task', () => library.report(hub, { tasks: ['no-such-task'] }), /no-such-task/],
    [
      'a date that is none',
      () => library.report(hub, { createdBefore: 'yesterday' }),
      /takes a date.*yesterday/,
    ],
    [
      'relations of the study',
      () => library.report(hub, { relations: ['merge'], protocol: 'study-2025' }),
      /--relation goes with --protocol current/,
    ],
    ['a dump of nothing', () => library.importDump({ snapshot: join(folder, 'x.duckdb') }), /needs a dump/],
  ])('%s', async (_, work, pattern) => {
    await expect(work()).rejects.toMatchObject({
      name: 'HfreuseError',
      exitCode: 2,
      message: expect.stringMatching(pattern),
    });
  });
});

describe('nothing of the process is touched', () => {
  it('an aborted signal ends every function with an AbortError', async () => {
    const run = { signal: AbortSignal.abort() };
    const made = join(folder, 'never.duckdb');
    const works = [
      () => library.report(hub, {}, run),
      () => library.status(hub, run),
      () => library.trend(exported, {}, run),
      () => library.exportSnapshot(hub, { to: join(folder, 'never') }, run),
      () => library.importDump({ snapshot: made, models: [join(exported, 'models', '*', '*.parquet')] }, run),
      () => library.collect({ snapshot: made, tasks: ['fill-mask'], endpoint: 'http://127.0.0.1:9' }, run),
    ];
    for (const work of works) await expect(work()).rejects.toBeInstanceOf(library.AbortError);
    expect(existsSync(join(folder, 'never'))).toBe(false);
    expect(existsSync(made)).toBe(false);
  });

  it('it prints nothing, sets no exit code, listens to no signal; events report how far it is', async () => {
    const stdout = vi.spyOn(process.stdout, 'write');
    const stderr = vi.spyOn(process.stderr, 'write');
    const listeners = process.eventNames().map((name) => [name, process.listenerCount(name)]);
    const server = await library.simulate({ models: 300, serve: true });
    const phases = new Set<string>();
    try {
      const request = { snapshot: join(folder, 'collected.duckdb'), all: true, endpoint: server?.url };
      const collected = await library.collect(request, {
        onProgress: (event) => {
          if (event.type === 'step') phases.add(event.phase);
        },
      });
      expect(collected).toMatchObject({ complete: true, failed: [], read: 2 });
      expect((await library.report(request.snapshot)).snapshot.models).toBe(300);
    } finally {
      await server?.close();
    }
    expect([...phases]).toEqual(expect.arrayContaining(['list', 'derive']));
    expect(stdout).not.toHaveBeenCalled();
    expect(stderr).not.toHaveBeenCalled();
    expect(process.exitCode).toBe(undefined);
    expect(process.eventNames().map((name) => [name, process.listenerCount(name)])).toEqual(listeners);
  });
});
