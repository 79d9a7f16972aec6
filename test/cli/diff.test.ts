import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completeSnapshot } from '../../src/commands/complete-snapshot.ts';
import type { DiffDocument } from '../../src/documents/diff/diff.ts';
import { openSnapshot, openSnapshotForWriting } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { expectMirrored, expectUnchanged } from '../support/diff-properties.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

let folder: string;
let old: string;
let now: string;

const diffJson = async (...args: string[]): Promise<DiffDocument> => {
  const run = await runHfreuse(['diff', ...args, '--format', 'json']);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(run.stdout);
};
const json = async (...args: string[]) =>
  JSON.parse((await runHfreuse([...args, '--format', 'json'])).stdout);

/** The same Hub later: some repos went, some came, some have another name. */
async function age(file: string): Promise<void> {
  const snapshot = await openSnapshotForWriting(file);
  const { connection } = snapshot;
  await connection.run(`DELETE FROM model_rows WHERE hash(id) % 23 = 0`);
  await connection.run(`DELETE FROM dataset_rows WHERE hash(id) % 31 = 0`);
  await connection.run(`UPDATE model_rows SET id = id || '-new' WHERE hash(id) % 29 = 1`);
  await connection.run(`UPDATE dataset_rows SET id = id || '-new' WHERE hash(id) % 5 = 1`);
  await connection.run(
    `INSERT INTO model_rows SELECT * REPLACE ('new' || hub_id AS hub_id, id || '-copy' AS id) FROM model_rows WHERE hash(id) % 19 = 2`,
  );
  await completeSnapshot(snapshot);
  snapshot.close();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-diff-'));
  old = join(folder, 'old.duckdb');
  now = join(folder, 'new.duckdb');
  await copySimulated(old, { models: 3000 });
  copyFileSync(old, now);
  await age(now);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every repo of a kind by its `_id`. */
async function idsOf(file: string, rows: string): Promise<Map<string, string>> {
  const snapshot = await openSnapshot(file);
  try {
    const found = await readRows(snapshot.connection, `SELECT hub_id, id FROM ${rows}`);
    return new Map(found.map(({ hub_id, id }) => [String(hub_id), String(id)]));
  } finally {
    snapshot.close();
  }
}

describe('diff', () => {
  it('of a snapshot with itself is empty, by one path or by two', async () => {
    const copy = join(folder, 'copy.duckdb');
    copyFileSync(old, copy);
    for (const other of [old, copy]) {
      expectUnchanged(await diffJson(old, other));
    }
  });

  it('the other way round is its mirror', async () => {
    expectMirrored(await diffJson(old, now), await diffJson(now, old));
  });

  it('its rows are those of two reports, and their differences', async () => {
    const { rows } = await diffJson(old, now, '--question', '2,3', '--modality', 'nlp');
    const choice = ['--question', '2,3', '--modality', 'nlp'];
    const was = await json('report', old, ...choice);
    const is = await json('report', now, ...choice);
    const find = (report: typeof was, row: { measure: string; task: string }) =>
      report.rows.find((one: typeof row) => one.measure === row.measure && one.task === row.task);
    expect(rows.length).toBe(was.rows.length);
    let moved = 0;
    for (const row of rows) {
      expect(find(was, row)).toMatchObject(row.old ?? {});
      expect(find(is, row)).toMatchObject(row.new ?? {});
      const change = (row.new?.mean ?? 0) - (row.old?.mean ?? 0);
      expect(row.change?.mean ?? 0).toBe(change);
      if (change !== 0) moved += 1;
    }
    expect(moved).toBeGreaterThan(5);
  });

  it.each([
    ['models', 'model_rows'],
    ['datasets', 'dataset_rows'],
  ] as const)('%s that came, went and were renamed are counted by _id', async (kind, rows) => {
    const [was, is] = [await idsOf(old, rows), await idsOf(now, rows)];
    const { repos } = await diffJson(old, now);
    const both = [...was].filter(([hubId]) => is.has(hubId));
    expect(repos[kind]).toEqual({
      came: [...is.keys()].filter((hubId) => !was.has(hubId)).length,
      went: was.size - both.length,
      renamed: both.filter(([hubId, id]) => is.get(hubId) !== id).length,
    });
    expect(repos[kind].renamed).toBeGreaterThan(10);
  });

  it('turnover: who entered and left the most used, under any name', async () => {
    const { turnover } = await diffJson(old, now, '--n', '40');
    const top = async (file: string) =>
      (
        (await json('top', 'models', '--n', '40', '--snapshot', file)).rows as {
          id: string;
          ghost: boolean;
        }[]
      ).filter(({ ghost }) => !ghost);
    const [was, is] = [await idsOf(old, 'model_rows'), await idsOf(now, 'model_rows')];
    const keys = (ids: Map<string, string>, rows: { id: string }[]) =>
      new Set([...ids].filter(([, id]) => rows.some((row) => row.id === id)).map(([hubId]) => hubId));
    const [before, after] = [keys(was, await top(old)), keys(is, await top(now))];
    const models = turnover.find(({ kind }) => kind === 'models');
    const entered = [...after].filter((key) => !before.has(key)).map((key) => is.get(key) ?? '');
    const listedNow = (models?.entered ?? []).filter((id) => [...is.values()].includes(id));
    // A repo that went is a ghost now: it neither left nor entered.
    expect([...listedNow].sort()).toEqual(entered.sort());
    expect(models?.jaccard).toBeLessThanOrEqual(models?.overlap ?? 0);
    expect(models?.n).toBe(40);
  });

  it('CSV has each figure three times, JSON three objects', async () => {
    const { stdout } = await runHfreuse(['diff', old, now, '--format', 'csv', '--question', '2']);
    expect(stdout).toMatch(
      /^snapshot_date,endpoint,protocol,request,question,measure,modality,task,old_n,new_n,change_n,old_mean,new_mean,change_mean,/,
    );
    const [row] = (await diffJson(old, now, '--question', '2')).rows;
    expect(Object.keys(row ?? {})).toEqual('question measure modality task old new change'.split(' '));
  });

  it('--fail-on takes figures of either side and their change: exit 4', async () => {
    const task = ['--question', '3', '--task', 'text-generation'];
    const { rows } = await diffJson(old, now, ...task);
    const change = rows.find(({ measure }) => measure === 'derivatives-per-model')?.change?.n ?? 0;
    for (const [condition, code] of [
      [`change.n=${change}`, 4],
      ['change_gini>2', 0],
      ['new.mean>=0', 4],
      ['oldMean<0', 0],
    ] as const) {
      const run = await runHfreuse(['diff', old, now, ...task, '--fail-on', condition]);
      expect([condition, run.code]).toEqual([condition, code]);
    }
  });

  it('--require-same: exit 3 where scopes differ, and they are listed and warned of', async () => {
    const other = join(folder, 'study.duckdb');
    copyFileSync(old, other);
    const snapshot = await openSnapshotForWriting(other);
    await snapshot.connection.run(
      `UPDATE meta SET value = replace(value, '"protocol":"current"', '"protocol":"study-2025"') WHERE key = 'provenance'`,
    );
    snapshot.close();
    const run = await runHfreuse(['diff', old, other, '--require-same', '--format', 'json']);
    expect(run.code).toBe(3);
    const document: DiffDocument = JSON.parse(run.stdout);
    expect(document.differences).toEqual(['protocol: current → study-2025']);
    expect(document.warnings).toContain('Different: protocol: current → study-2025.');
    expect((await runHfreuse(['diff', old, other])).code).toBe(0);
    expect((await runHfreuse(['diff', old, now, '--require-same'])).code).toBe(0);
  });
});

it.each([
  [[], "missing required argument 'old'"],
  [['--fail-on', 'change.mode<1'], '--fail-on knows no figure "change.mode"'],
  [['--n', '0'], '--n takes a whole number, 1 or more'],
])('diff %j: exit 2, one line', async (args, words) => {
  const run = await runHfreuse(['diff', ...(args.length === 0 ? [] : [old, now]), ...args]);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toContain(words);
  expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
});

it('a file that is not there: exit 1, one line', async () => {
  const run = await runHfreuse(['diff', old, join(folder, 'none.duckdb')]);
  expect(run).toMatchObject({ code: 1, stdout: '' });
  expect(run.stderr).toContain('there is no snapshot');
});
