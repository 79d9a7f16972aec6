import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runHfreuse } from '../support/run.ts';
import { dump, file, folder, hub, importInto, prepareDump } from './dump-folder.ts';
import { expectSameFigures, json, runSql } from './same-figures.ts';

prepareDump();

describe('a dump of the same Hub as a crawl', () => {
  it('gives the same figures', async () => {
    const run = await importInto('same.duckdb', ...dump);
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(run.stderr).toContain('models: 3,000 rows');
    await expectSameFigures(file('crawl.duckdb'), file('same.duckdb'));
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
});

describe('the file that is there', () => {
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
