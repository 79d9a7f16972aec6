import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSimulatedHub, writeSimulatedDump } from '../../src/commands/simulate/generate.ts';
import { type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';
import { type Run, runHfreuse } from '../support/run.ts';
import { expectSameFigures, json, runSql } from './same-figures.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-import-'));
const file = (name: string) => join(folder, name);
const made = { models: 3000, datasets: 900, seed: 5, cards: true };
let hub: SimulatedHub;

beforeAll(async () => {
  hub = await startServer(await makeSimulatedHub(made), { quota: 1_000_000 });
  const crawl = ['collect', '--all', '--card-data', '--resolve', 'none', '--endpoint', hub.url];
  expect((await runHfreuse([...crawl, '--snapshot', file('crawl.duckdb')])).code).toBe(0);
  await writeSimulatedDump(file('dump'), made);
});

afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

const dump = ['--models', file('dump/models.parquet'), '--datasets', file('dump/datasets.parquet')];
const importInto = (name: string, ...args: string[]): Promise<Run> =>
  runHfreuse(['import', '--snapshot', file(name), ...args], {}, folder);

describe('a dump of the same Hub as a crawl', () => {
  it('gives the same figures', async () => {
    const run = await importInto('same.duckdb', ...dump);
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(run.stderr).toContain('models: 3000 rows');
    await expectSameFigures(file('crawl.duckdb'), file('same.duckdb'));
  });

  it('gives them from several files, in other types and another order, too', async () => {
    const raw = `(SELECT *, hash(hub_id) % 3 AS part FROM crawl`;
    const shared = `hub_id AS _id, id, tags, strftime(created_at, '%Y-%m-%dT%H:%M:%S.%gZ') AS "createdAt",
      last_modified::TIMESTAMPTZ AS "lastModified", downloads::DOUBLE AS downloads, likes::UINTEGER AS likes`;
    const card = `{datasets: card_datasets::JSON, base_model: card_base_model::JSON}`;
    mkdirSync(file('parts'));
    await runSql(
      `SET TimeZone = 'UTC'`,
      `ATTACH '${file('crawl.duckdb')}' AS crawl (READ_ONLY)`,
      ...[0, 1, 2].map(
        (
          part,
        ) => `COPY (SELECT ${shared}, pipeline_tag, CASE WHEN has_card THEN ${card}::JSON END AS "cardData"
          FROM ${raw}.model_rows) WHERE part = ${part} ORDER BY hash(id)) TO '${file(`parts/models-${part}.parquet`)}'`,
      ),
      `COPY (SELECT ${shared} FROM ${raw}.dataset_rows) ORDER BY hash(id)) TO '${file('parts/datasets.parquet')}'`,
    );
    const files = ['--models', file('parts/models-*.parquet'), '--datasets', file('parts/datasets.parquet')];
    expect((await importInto('parts.duckdb', ...files)).code).toBe(0);
    await expectSameFigures(file('crawl.duckdb'), file('parts.duckdb'));
  });
});

describe('what an imported snapshot states', () => {
  it('is that it comes from a dump, which collect does not go on with', async () => {
    expect((await importInto('says.duckdb', ...dump)).code).toBe(0);
    const report = await json('report', file('says.duckdb'));
    expect(report.snapshot).toMatchObject({
      endpoint: 'dump:models.parquet, datasets.parquet',
      source: 'dump',
      complete: true,
      scope: { all: true, tasks: [] },
    });
    expect(report.warnings[0]).toMatch(
      /^Dump: from a dump of models\.parquet, datasets\.parquet, not a crawl/,
    );
    const status = await json('status', file('says.duckdb'));
    expect(status).toMatchObject({
      source: 'dump',
      complete: true,
      streams: [
        { kind: 'models', task: null, rows: 3000, state: 'done' },
        { kind: 'datasets', task: null, rows: 900, state: 'done' },
      ],
    });
    expect((await json('status', file('crawl.duckdb'))).source).toBe('crawl');
    const before = readFileSync(file('says.duckdb'));
    const collect = await runHfreuse([
      'collect',
      '--all',
      '--endpoint',
      hub.url,
      '--snapshot',
      file('says.duckdb'),
    ]);
    expect(collect.code).toBe(2);
    expect(collect.stderr).toMatch(/says\.duckdb holds a different collection: it comes from a dump/);
    expect(readFileSync(file('says.duckdb')).equals(before)).toBe(true);
  });

  it('is a crawl where an older version wrote no source', async () => {
    copyFileSync(file('crawl.duckdb'), file('older.duckdb'));
    await runSql(
      `ATTACH '${file('older.duckdb')}' AS older`,
      `UPDATE older.meta SET value = json_merge_patch(value, '{"source": null}') WHERE key = 'provenance'`,
    );
    expect((await json('status', file('older.duckdb'))).source).toBe('crawl');
    expect((await json('report', file('older.duckdb'))).snapshot.source).toBe('crawl');
  });

  it('is what was not read: datasets, cards', async () => {
    await runSql(
      `COPY (SELECT * EXCLUDE ("cardData") FROM '${file('dump/models.parquet')}') TO '${file('bare.parquet')}'`,
    );
    const run = await importInto('bare.duckdb', '--models', file('bare.parquet'));
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('no column cardData');
    expect(run.stderr).toContain('datasets: none read');
    const report = await json('report', file('bare.duckdb'), '--protocol', 'study-2025');
    expect(report.warnings).toContainEqual(expect.stringMatching(/^Dump: no datasets were read/));
    expect(report.warnings).toContainEqual(
      expect.stringMatching(/^Protocol: study-2025 .*the dump has no cardData/),
    );
    expect(report.rows).not.toEqual([]);
  });

  it('is how many rows were kept aside', async () => {
    await runSql(
      `COPY (FROM '${file('dump/models.parquet')}' UNION ALL BY NAME SELECT 'x' AS id UNION ALL BY NAME SELECT 'y' AS _id) TO '${file('odd.parquet')}'`,
    );
    const run = await importInto('odd.duckdb', '--models', file('odd.parquet'));
    expect(run.stderr).toContain('models: 3000 rows; 2 rows without _id or id kept aside');
    expect(await json('status', file('odd.duckdb'))).toMatchObject({ models: 3000, rejected: 2 });
  });
});

describe('the file that is there', () => {
  it('stays without --restart, and until the new one is whole', async () => {
    expect((await importInto('old.duckdb', ...dump)).code).toBe(0);
    const before = readFileSync(file('old.duckdb'));
    const unchanged = () => expect(readFileSync(file('old.duckdb')).equals(before)).toBe(true);
    const refused = await importInto('old.duckdb', ...dump);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/old\.duckdb already exists.*--restart/);
    unchanged();
    writeFileSync(file('broken.parquet'), readFileSync(file('dump/models.parquet')).subarray(0, 5000));
    const broken = await importInto('old.duckdb', '--restart', '--models', file('broken.parquet'));
    expect(broken.code).toBe(1);
    expect(broken.stderr).toMatch(/broken\.parquet cannot be read/);
    unchanged();
    expect((await importInto('old.duckdb', '--restart', '--models', file('dump/models.parquet'))).code).toBe(
      0,
    );
    expect(await json('status', file('old.duckdb'))).toMatchObject({ models: 3000, datasets: 0 });
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('stays where it is not a snapshot, with --restart too', async () => {
    writeFileSync(file('notes.txt'), 'mine\n'.repeat(500));
    const run = await importInto('notes.txt', '--restart', ...dump);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/notes\.txt is not a snapshot/);
    expect(readFileSync(file('notes.txt'), 'utf8')).toBe('mine\n'.repeat(500));
  });

  it('may be empty, as mktemp makes them', async () => {
    writeFileSync(file('empty.duckdb'), '');
    expect((await importInto('empty.duckdb', ...dump)).code).toBe(0);
  });

  it('replaces what a killed import left', async () => {
    expect((await importInto('left.duckdb.part', ...dump)).code).toBe(0);
    expect((await importInto('left.duckdb', ...dump)).code).toBe(0);
    expect(readdirSync(folder).filter((name) => name.startsWith('left'))).toEqual(['left.duckdb']);
  });
});

describe('wrong usage: exit 2', () => {
  it.each([
    [[], /--models.*--datasets.*--from/],
    [['--models', 'https://hub.example/models.parquet'], /--models takes local files.*--from/],
    [['--models', 'm.parquet', '--endpoint', 'https://hub.example'], /--endpoint goes with --from/],
    [['--from', 'a/b/c'], /--from takes.*"a\/b\/c"/],
    [['--from', '../x'], /--from takes/],
    [['--from', 'a/b@'], /--from takes/],
    [['--from', 'a/b@x@y'], /--from takes/],
    [['--from', 'a/b', '--timeout', '0'], /--timeout/],
  ])('%j', async (args, pattern) => {
    const run = await importInto('usage.duckdb', ...args);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(pattern);
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(readdirSync(folder).filter((name) => name.startsWith('usage'))).toEqual([]);
  });

  it('a file that is not there: exit 1, nothing left behind', async () => {
    const run = await importInto('absent.duckdb', '--models', 'absent.parquet');
    expect(run).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'hfreuse: there is no file absent.parquet (check the path)\n',
    });
    expect(readdirSync(folder).filter((name) => name.startsWith('absent'))).toEqual([]);
  });
});
