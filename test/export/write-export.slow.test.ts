import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportTableNames } from '../../src/definitions/sql/export-layout.ts';
import { study2025Tasks } from '../../src/definitions/tasks.ts';
import { openSnapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { writeExport } from '../../src/snapshot/parquet/out/write-export.ts';
import { runHfreuse, spawnHfreuse, startHfreuse, waitForEnd } from '../cli/run-hfreuse.ts';
import { copySimulated } from '../support/simulated.ts';

const dates = (folder: string): string[] => readdirSync(folder).filter((name) => !name.startsWith('.'));
let folder: string;
let large: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-write-export-'));
  large = join(folder, 'large.duckdb');
  expect((await runHfreuse(['simulate', '--models', '200000', '--snapshot', large])).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts an export and waits until it is about to write. */
async function startWriting(to: string, args: readonly string[] = []) {
  const child = startHfreuse(['export', '--snapshot', large, '--to', to, ...args]);
  const ended = waitForEnd(child);
  while (!(existsSync(to) && readdirSync(to).some((name) => name.includes(`.${child.pid}-`)))) await wait(2);
  return { child, ended };
}

/** Deletes what an unfinished collection does not have yet. */
async function makeIncomplete(file: string): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  for (const sql of [
    `DELETE FROM meta WHERE key = 'derived'`,
    `UPDATE streams SET state = 'partial' WHERE stream = 1`,
    `UPDATE meta SET value = replace(value, '"finishedAt":"2026-08-31T00:00:00.000Z"', '"finishedAt":null') WHERE key = 'provenance'`,
  ])
    await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

describe('an export that is ended before it is whole', () => {
  it('by Ctrl-C: exit 130, nothing is left', async () => {
    const to = join(folder, 'interrupted');
    const { child, ended } = await startWriting(to);
    child.kill('SIGINT');
    const run = await ended;
    expect(run).toMatchObject({ code: 130, stdout: '', stderr: 'interrupted; nothing was written\n' });
    expect(existsSync(to)).toBe(false);
  });

  it('by a kill: no date is there; the next one removes what was left, but nothing of a living process', async () => {
    const to = join(folder, 'killed');
    const { child, ended } = await startWriting(to);
    child.kill('SIGKILL');
    expect((await ended).code).toBe(null);
    expect(dates(to)).toEqual([]);
    expect(readdirSync(to)).toHaveLength(1);
    const living = `.snapshot_date=2026-08-31.${process.pid}.part`;
    const foreign = '.snapshot_date=2026-08-31.notes';
    for (const name of [living, foreign]) mkdirSync(join(to, name));
    expect((await spawnHfreuse(['export', '--snapshot', large, '--to', to])).code).toBe(0);
    expect(readdirSync(to).sort()).toEqual([living, foreign, ...exportTableNames].sort());
  });

  it('while it replaces another: the old one stays whole', async () => {
    const to = join(folder, 'replaced');
    expect((await runHfreuse(['export', '--snapshot', large, '--to', to])).code).toBe(0);
    const before = await runHfreuse(['report', '--trend', to, '--format', 'csv']);
    expect(before.code).toBe(0);
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      const { child, ended } = await startWriting(to, ['--replace']);
      child.kill(signal);
      await ended;
      expect(dates(join(to, 'provenance'))).toEqual(['snapshot_date=2026-08-31']);
      const after = await runHfreuse(['report', '--trend', to, '--format', 'csv']);
      expect(after.stdout).toBe(before.stdout);
    }
  });
});

describe('an export', () => {
  it('of an incomplete snapshot reports it: exit 3, here and in the trend', async () => {
    const file = join(folder, 'incomplete.duckdb');
    const to = join(folder, 'incomplete');
    await copySimulated(file, { models: 300 });
    expect((await runHfreuse(['export', '--snapshot', file, '--to', to])).code).toBe(0);
    const whole = await runHfreuse(['report', '--trend', to, '--format', 'json']);
    expect(whole.code).toBe(0);
    expect(JSON.parse(whole.stdout).warnings).toEqual([]);
    await makeIncomplete(file);
    const run = await runHfreuse(['export', '--snapshot', file, '--to', to, '--replace']);
    expect([run.code, run.stdout]).toEqual([3, '']);
    expect(run.stderr).toMatch(
      /warning: the snapshot is incomplete.*its date is that on which the collection began/,
    );
    const trend = await runHfreuse(['report', '--trend', to, '--format', 'csv']);
    expect(trend.code).toBe(3);
    expect(trend.stderr).toBe('warning: Incomplete: some listings did not reach their end.\n');
    expect(trend.stdout).toBe(
      (await runHfreuse(['report', '--trend', to, '--format', 'csv', '--quiet'])).stdout,
    );
    const refused = await runHfreuse(['report', '--trend', to, '--require-complete']);
    expect([refused.code, refused.stdout]).toEqual([3, '']);
    expect(refused.stderr).toMatch(/^hfreuse: [^\n]*2026-08-31[^\n]*\n$/);
  });

  it('is written also where memory has been spilled to disk before', async () => {
    const file = join(folder, 'spilled.duckdb');
    await copySimulated(file, { models: 300 });
    const snapshot = await openSnapshot(file, { files: true });
    const { connection } = snapshot;
    await connection.run(`SET memory_limit = '40MB'`);
    await connection.run(
      'CREATE TEMP TABLE spilling AS SELECT md5(i::VARCHAR) AS text FROM range(3000000) r(i)',
    );
    // DuckDB does not change the place any more: else this test would prove nothing.
    await expect(connection.run(`SET temp_directory = '${folder}/elsewhere'`)).rejects.toThrow(
      /temporary directory/,
    );
    const to = join(folder, 'spilled');
    const { signal } = new AbortController();
    const tasks = study2025Tasks.map(({ task }) => task);
    await writeExport(snapshot, to, '2026-01-02', {
      study2025Tasks: tasks,
      generator: 'test',
      replace: false,
      signal,
    });
    expect(readdirSync(to)).toHaveLength(6);
    snapshot.close();
  });

  it('that another export was faster than does not replace it unasked', async () => {
    const file = join(folder, 'race.duckdb');
    await copySimulated(file, { models: 300 });
    const snapshot = await openSnapshot(file, { files: true });
    const to = join(folder, 'race');
    const { signal } = new AbortController();
    const options = { study2025Tasks: study2025Tasks.map(({ task }) => task), generator: 'test', signal };
    const slower = writeExport(snapshot, to, '2026-01-02', { ...options, replace: false });
    const faster = join(to, 'datasets', 'snapshot_date=2026-01-02');
    mkdirSync(faster, { recursive: true });
    writeFileSync(join(faster, 'part-0.parquet'), 'the faster one');
    await expect(slower).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('already exists'),
    });
    // What was in its place already is taken back.
    expect(readFileSync(join(faster, 'part-0.parquet'), 'utf8')).toBe('the faster one');
    expect(readdirSync(to).sort()).toEqual(['datasets']);
    snapshot.close();
  });
});
