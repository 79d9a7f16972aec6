import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copySimulated } from '../support/simulated.ts';
import { golden, runHfreuse, startHfreuse, waitForEnd } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-usage-'));
const file = (name: string) => join(folder, name);

async function database(name: string, ...statements: string[]): Promise<void> {
  const instance = await DuckDBInstance.create(file(name));
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}

beforeAll(async () => {
  await copySimulated(file('hub.duckdb'), { models: 600, seed: 7 });
  writeFileSync(file('notes.txt'), 'no snapshot\n'.repeat(500));
  writeFileSync(file('empty.duckdb'), '');
  writeFileSync(file('cut.duckdb'), readFileSync(file('hub.duckdb')).subarray(0, 20_000));
  mkdirSync(file('folder.duckdb'));
  await database('other.duckdb', 'CREATE TABLE t (a INTEGER)');
  await database(
    'newer.duckdb',
    'CREATE TABLE meta (key VARCHAR, value VARCHAR)',
    'CREATE TABLE streams (a INTEGER)',
    'CREATE TABLE model_rows (a INTEGER)',
    `INSERT INTO meta VALUES ('format', '99')`,
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One line on stderr, nothing on stdout, no stack. */
function expectOneLine(run: { stdout: string; stderr: string }, pattern: RegExp): void {
  expect(run.stdout).toBe('');
  expect(run.stderr).toMatch(pattern);
  expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(run.stderr).not.toMatch(/\n\s+at /);
}

describe('wrong usage: exit 2, one line that names the thing and the choices', () => {
  it.each([
    [['report', '--task', 'no-such-task'], /no-such-task.*did you mean ([a-z0-9-]+, ){2}[a-z0-9-]+\?\n$/],
    [['report', '--modality', 'nlp,smell'], /smell.*choose from nlp, cv, audio/],
    [['report', '--format', 'xlsx'], /--format.*xlsx.*table, csv, tsv, json, markdown, html/],
    [['report', '--question', '4'], /--question.*"4".*1, 2, 3/],
    [['report', '--protocol', 'study-1999'], /--protocol.*study-1999.*current, study-2025/],
    [
      ['report', '--relation', 'cousin'],
      /--relation.*cousin.*finetune, adapter, quantized, merge, unspecified/,
    ],
    [['report', '--relation', 'merge', '--protocol', 'study-2025'], /--relation/],
    [['report', '--columns', 'task,mood'], /mood.*choose from.*meanAll/],
    [['report', '--sort', 'mood'], /mood/],
    [['report', '--fail-on', 'mean is low'], /--fail-on/],
    [['report', '--fail-on', 'mood<1'], /mood/],
    [['report', '--decimals', '-1'], /--decimals/],
    [['report', '--created-before', 'yesterday'], /--created-before.*yesterday/],
    [['collect', '--all', '--task', 'fill-mask'], /--all.*--task/],
    [['collect', '--limit', '0'], /--limit.*1 or more/],
    [['collect', '--page-size', '5000'], /--page-size.*1 to 1000/],
    [['collect', '--resolve', 'some'], /--resolve.*some/],
    [
      ['collect', '--task', 'tabular-regression', '--protocol', 'study-2025'],
      /tabular-regression.*did you mean ([a-z0-9-]+, ){2}[a-z0-9-]+\?\n$/,
    ],
    [['collect', '--endpoint', 'ftp://x'], /ftp/],
    [['simulate', '--models', '10'], /--snapshot.*--serve/],
  ])('%j', async (args, pattern) => {
    const run = await runHfreuse(
      [...args, ...(args[0] === 'report' ? ['--snapshot', file('hub.duckdb')] : [])],
      {},
      folder,
    );
    expect(run.code).toBe(2);
    expectOneLine(run, pattern);
  });

  it('an unknown option or command', async () => {
    const option = await runHfreuse(['report', '--colour']);
    expect(option).toMatchObject({ code: 2, stdout: '' });
    expect(option.stderr).toMatch(/--colour/);
    const command = await runHfreuse(['repport']);
    expect(command).toMatchObject({ code: 2, stdout: '' });
    expect(command.stderr).toMatch(/repport/);
  });
});

describe('files that are not snapshots: exit 1, the file as it was', () => {
  it.each([
    ['missing.duckdb', /there is no snapshot.*hfreuse collect/],
    ['notes.txt', /not a snapshot/],
    ['cut.duckdb', /is truncated: its end is missing/],
    ['other.duckdb', /not a snapshot of hfreuse/],
    ['newer.duckdb', /format 99.*update hfreuse/],
    ['folder.duckdb', /folder\.duckdb/],
    ['empty.duckdb', /empty\.duckdb/],
  ])('%s', async (name, pattern) => {
    const before = name === 'missing.duckdb' || name === 'folder.duckdb' ? null : readFileSync(file(name));
    for (const command of [
      ['report'],
      ['status'],
      ...(before === null || name === 'empty.duckdb' ? [] : [['collect'], ['collect', '--restart']]),
    ]) {
      const run = await runHfreuse([
        ...command,
        '--snapshot',
        file(name),
        ...(command[0] === 'collect' ? ['--endpoint', 'http://127.0.0.1:9'] : []),
      ]);
      expect(run.code, command.join(' ')).toBe(1);
      expectOneLine(run, pattern);
    }
    if (before !== null) expect(readFileSync(file(name)).equals(before)).toBe(true);
  });

  it('a folder that cannot be written to', async () => {
    const report = await runHfreuse([
      'report',
      '--snapshot',
      file('hub.duckdb'),
      '--output',
      file('notes.txt/report.csv'),
    ]);
    expect(report.code).toBe(1);
    expectOneLine(report, /report\.csv cannot be written/);
    const collect = await runHfreuse([
      'collect',
      '--snapshot',
      file('notes.txt/hub.duckdb'),
      '--endpoint',
      'http://127.0.0.1:9',
    ]);
    expect(collect.code).toBe(1);
    expectOneLine(collect, /hub\.duckdb cannot be opened/);
  });
});

describe('a Hub that answers nonsense', () => {
  it.each([
    ['HTML', '<html>welcome</html>', 1],
    ['an error as 200', '{"error":"slow down"}', 1],
    ['null', 'null', 1],
    [
      'items that are not repos',
      '[null, 1, "x", {}, [], {"_id": 5, "id": "a/b"}, {"_id": "6", "id": "a/b", "tags": "odd"}]',
      0,
    ],
  ])('%s', async (_, body, code) => {
    const server = createServer((__, response) => response.end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const name = file(`nonsense-${code}.duckdb`);
    const args = [
      'collect',
      '--all',
      '--endpoint',
      url,
      '--snapshot',
      name,
      '--retries',
      '0',
      '--resolve',
      'none',
    ];
    const run = await runHfreuse(args);
    expect(run.code).toBe(code);
    if (code === 1) expectOneLine(run, /no page could be read/);
    else {
      const status = JSON.parse(
        (await runHfreuse(['status', '--snapshot', name, '--format', 'json'])).stdout,
      );
      expect(status).toMatchObject({ models: 1, datasets: 1, rejected: 12 });
    }
    rmSync(name, { force: true });
    server.close();
  });
});

describe('output', () => {
  it('a closed pipe ends quietly', async () => {
    const child = startHfreuse(['report', '--snapshot', file('hub.duckdb'), '--format', 'json']);
    child.stdout?.destroy();
    const run = await waitForEnd(child);
    expect(run).toMatchObject({ code: 0, stderr: '' });
  });

  it.each(['table', 'csv', 'tsv', 'json', 'markdown'])('report --format %s', async (format) => {
    const run = await runHfreuse([
      'report',
      '--snapshot',
      file('hub.duckdb'),
      '--format',
      format,
      '--modality',
      'cv',
      '--question',
      '3',
    ]);
    const { actual, expected } = golden(`report --format ${format} --modality cv --question 3`, run);
    expect(actual).toBe(expected);
  });

  it('the same snapshot and options give the same bytes, on stdout and in a file', async () => {
    const args = ['report', '--snapshot', file('hub.duckdb'), '--format', 'csv'];
    const first = await runHfreuse(args);
    const second = await runHfreuse([...args, '--output', file('report.csv')]);
    expect(second).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(file('report.csv'), 'utf8')).toBe(first.stdout);
  });

  it('--fail-on: 4 when a row matches or there is none, the table all the same', async () => {
    const base = ['report', '--snapshot', file('hub.duckdb'), '--format', 'csv', '--question', '3'];
    const plain = await runHfreuse(base);
    expect(await runHfreuse([...base, '--fail-on', 'mean>1000000'])).toMatchObject({
      code: 0,
      stdout: plain.stdout,
    });
    const matched = await runHfreuse([...base, '--fail-on', 'n_all>=1']);
    expect(matched).toMatchObject({ code: 4, stdout: plain.stdout });
    expect(matched.stderr).toMatch(/--fail-on n_all>=1/);
    const none = await runHfreuse([
      ...base,
      '--task',
      'text-to-3d',
      '--question',
      '2',
      '--created-before',
      '2000-01-01',
      '--fail-on',
      'mean<0',
    ]);
    expect(none).toMatchObject({ code: 4 });
    expect(none.stderr).toMatch(/no row to judge/);
  });
});
