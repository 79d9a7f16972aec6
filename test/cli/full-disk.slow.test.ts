import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readEndState } from '../faults/end-state.ts';
import { type Run, runHfreuse, serveHub } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-full-'));
const disk = join(folder, 'disk');
mkdirSync(disk);
const on = (name: string) => join(disk, name);

/** A small file system in memory of our own, which only root can have. */
const mount = (...options: string[]): boolean => spawnSync('mount', [...options, disk]).status === 0;
const unmount = (): boolean => spawnSync('umount', [disk]).status === 0;
const canMount = mount('-t', 'tmpfs', '-o', 'size=1m', 'tmpfs') && unmount();
if (!canMount)
  console.warn('skipped: no file system can be mounted here, so no disk can be full or read-only');

/** What writes to a place, which follows. */
const writers = [
  ['export', 'made.duckdb', '--to'],
  ['export', 'made.duckdb', '--format', 'tables', '--to'],
  ['export', 'made.duckdb', '--format', 'csv', '--to'],
  ['export', 'made.duckdb', '--format', 'graphml', '--to'],
  ['simulate', '--models', '2000', '--dump'],
];

let hub: Awaited<ReturnType<typeof serveHub>>;
const collect = (file: string, ...more: string[]) =>
  runHfreuse([
    'collect',
    '--all',
    ...['--endpoint', hub.url, '--snapshot', file, '--page-size', '200', '--resolve', '30'],
    ...more,
  ]);

function expectOneLine(run: Run, pattern: RegExp): void {
  expect(run.stderr).toMatch(pattern);
  expect(run.stderr).toMatch(/^hfreuse: [^\n]+\n$/);
  expect(run.stderr).not.toMatch(/\.part|\.wal|\.tmp|ENOSPC|EROFS|unexpected/);
  expect([run.code, run.stdout]).toEqual([1, '']);
}

beforeAll(async () => {
  if (!canMount) return;
  hub = await serveHub(['--models', '9000', '--seed', '4']);
  expect((await collect(join(folder, 'calm.duckdb'))).code).toBe(0);
});

afterAll(async () => {
  await hub?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!canMount)('a full disk', () => {
  beforeEach(() => {
    expect(mount('-t', 'tmpfs', '-o', 'size=4m', 'tmpfs')).toBe(true);
  });
  afterEach(() => {
    expect(unmount()).toBe(true);
  });

  it.each(['100k', '600k', '1500k', '2500k', '3500k', '4500k'])(
    'collect with %s: what was read is kept and readable; with more room it reaches the same end',
    async (size) => {
      expect(mount('-o', `remount,size=${size}`)).toBe(true);
      const run = await collect(on('hub.duckdb'));
      expectOneLine(
        run,
        /hub\.duckdb cannot be (written|opened): no space is left on the disk.*make room, then run/,
      );
      if (/kept/.test(run.stderr)) {
        const status = await runHfreuse(['status', '--snapshot', on('hub.duckdb'), '--format', 'json']);
        const { models, datasets } = JSON.parse(status.stdout);
        expect(models + datasets).toBeGreaterThan(0);
      } else expect(readdirSync(disk)).toEqual([]);
      expect(mount('-o', 'remount,size=100m')).toBe(true);
      expect((await collect(on('hub.duckdb'))).code).toBe(0);
      expect(await readEndState(on('hub.duckdb'))).toEqual(await readEndState(join(folder, 'calm.duckdb')));
      expect(readdirSync(disk)).toEqual(['hub.duckdb']);
    },
  );

  it.each(writers)('export and simulate --dump: one line, and nothing is left: %j', async (...words) => {
    const made = join(folder, 'made.duckdb');
    expect((await runHfreuse(['simulate', '--models', '2000', '--snapshot', made, '--quiet'])).code).toBe(0);
    expect(mount('-o', 'remount,size=100k')).toBe(true);
    const run = await runHfreuse([...words, on('deep/there')], {}, folder);
    expectOneLine(run, /deep\/there cannot be written: no space is left on the disk.*make room/);
    expect(readdirSync(disk)).toEqual([]);
  });

  it('simulate and report --output: the old file stays as it was', async () => {
    const simulate = (models: string) =>
      runHfreuse(['simulate', '--models', models, '--snapshot', on('made.duckdb'), '--quiet']);
    expect(mount('-o', 'remount,size=40m')).toBe(true);
    expect((await simulate('100')).code).toBe(0);
    const args = [
      'report',
      '--snapshot',
      on('made.duckdb'),
      '--format',
      'json',
      '--output',
      on('report.json'),
    ];
    expect((await runHfreuse(args)).code).toBe(0);
    const before = [readFileSync(on('made.duckdb')), readFileSync(on('report.json'))];
    const used = readdirSync(disk).reduce(
      (sum, name) => sum + 4096 * Math.ceil(readFileSync(on(name)).length / 4096),
      0,
    );
    expect(mount('-o', `remount,size=${used + 8192}`)).toBe(true);
    expectOneLine(
      await simulate('5000'),
      /made\.duckdb cannot be \w+: no space is left on the disk.*make room/,
    );
    expectOneLine(await runHfreuse(args), /report\.json cannot be written: no space is left on the disk/);
    const after = [readFileSync(on('made.duckdb')), readFileSync(on('report.json'))];
    expect(after.map((bytes, index) => bytes.equals(before[index] ?? Buffer.alloc(0)))).toEqual([true, true]);
    expect(readdirSync(disk).sort()).toEqual(['made.duckdb', 'report.json']);
  });
});

describe.skipIf(!canMount)('a read-only file system', () => {
  it('collect, simulate, report --output: one line; reading works', async () => {
    expect(mount('-t', 'tmpfs', '-o', 'size=40m', 'tmpfs')).toBe(true);
    try {
      expect((await runHfreuse(['simulate', '--models', '100', '--snapshot', on('made.duckdb')])).code).toBe(
        0,
      );
      expect((await collect(on('begun.duckdb'), '--limit', '50')).code).toBe(0);
      expect(mount('-o', 'remount,ro')).toBe(true);
      const made = readFileSync(on('made.duckdb'));
      const readOnly = (what: string) => new RegExp(`${what} cannot be \\w+: the file system is read-only`);
      expectOneLine(await collect(on('new.duckdb')), readOnly('new\\.duckdb'));
      expectOneLine(await collect(on('begun.duckdb'), '--limit', '50'), readOnly('begun\\.duckdb'));
      expectOneLine(await collect(on('begun.duckdb'), '--restart'), readOnly('begun\\.duckdb'));
      for (const name of ['made.duckdb', 'other.duckdb']) {
        const run = await runHfreuse(['simulate', '--models', '100', '--snapshot', on(name)]);
        expectOneLine(run, readOnly(name));
      }
      const report = ['report', '--snapshot', on('made.duckdb'), '--format', 'csv'];
      expectOneLine(await runHfreuse([...report, '--output', on('x.csv')]), readOnly('x\\.csv'));
      for (const words of writers) {
        const run = await runHfreuse([...words, on('deep/there')], {}, disk);
        expectOneLine(run, readOnly('deep\\/there'));
      }
      expect((await runHfreuse(report)).code).toBe(0);
      expect(readFileSync(on('made.duckdb')).equals(made)).toBe(true);
      expect(readdirSync(disk).sort()).toEqual(['begun.duckdb', 'made.duckdb']);
    } finally {
      expect(unmount()).toBe(true);
    }
  });

  it('what must be derived or spilled to disk is read', async () => {
    expect(mount('-t', 'tmpfs', '-o', 'size=60m', 'tmpfs')).toBe(true);
    try {
      const made = ['simulate', '--models', '30000', '--snapshot', on('made.duckdb'), '--quiet'];
      expect((await runHfreuse(made)).code).toBe(0);
      const grid = ['report', '--grid', '--format', 'json', '--snapshot'];
      const whole = await runHfreuse([...grid, on('made.duckdb')]);
      expect(whole.code).toBe(0);
      copyFileSync(on('made.duckdb'), on('begun.duckdb'));
      const instance = await DuckDBInstance.create(on('begun.duckdb'));
      const connection = await instance.connect();
      await connection.run(`DELETE FROM meta WHERE key = 'derived'`);
      connection.closeSync();
      instance.closeSync();
      expect(mount('-o', 'remount,ro')).toBe(true);
      for (const name of ['made.duckdb', 'begun.duckdb'])
        expect(await runHfreuse([...grid, on(name)])).toEqual(whole);
      expect(readdirSync(disk).sort()).toEqual(['begun.duckdb', 'made.duckdb']);
    } finally {
      expect(unmount()).toBe(true);
    }
  });
});
