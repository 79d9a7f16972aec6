import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReportRows } from '../../src/commands/report-rows.ts';
import { sqlFigureNames } from '../../src/definitions/sql/figures-sql.ts';
import { codebookTables } from '../../src/documents/codebook.ts';
import type { ReportRow } from '../../src/documents/report/report-row.ts';
import { sortRows } from '../../src/documents/report/sort-rows.ts';
import type { TrendRow } from '../../src/documents/trend/trend.ts';
import { derive } from '../../src/snapshot/derive/derive.ts';
import { openSnapshotInMemory } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { writeExport } from '../../src/snapshot/parquet/out/write-export.ts';
import { queryExport } from '../../src/snapshot/parquet/query-export.ts';
import { golden, runHfreuse } from '../cli/run-hfreuse.ts';
import { compareRows } from '../oracle/compare.ts';
import { appendRaw } from '../oracle/raw-rows.ts';
import { copySimulated } from '../support/simulated.ts';
import { asked, expectSame, protocols, questions, randomSnapshot, tasks, toCamel } from './random-export.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-export-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('SQL on the export gives the rows of a report', () => {
  it('has every figure of a report but those on request and those of rarefaction', async () => {
    const snapshot = await randomSnapshot(99);
    const choice = { questions, modalities: null, tasks: null, relations: null };
    const [row] = await readReportRows(snapshot, { ...choice, protocol: 'current' });
    snapshot.close();
    const named = ['question', 'measure', 'modality', 'task', 'population'];
    const rarefied = [
      'distinctRarefied',
      'effectiveDistinctRarefied',
      'rarefiedTo',
      'sampleCoverage',
      'maxId',
    ];
    expect([...named, ...sqlFigureNames.map(toCamel), ...rarefied].sort()).toEqual(
      Object.keys(row ?? {}).sort(),
    );
  });

  it('a simulated Hub, through the program: sql is the report, and the trend of two dates is the two reports', async () => {
    const to = join(folder, 'trend');
    mkdirSync(to, { recursive: true });
    const dates = ['2026-01-01', '2026-02-01'];
    for (const [index, date] of dates.entries()) {
      const name = join(folder, `sim-${index}`);
      await runHfreuse([
        'simulate',
        '--models',
        '3000',
        '--seed',
        `${index}`,
        '--snapshot',
        `${name}.duckdb`,
      ]);
      const run = await runHfreuse(['export', '--snapshot', `${name}.duckdb`, '--to', name]);
      expect([run.code, run.stdout]).toEqual([0, '']);
      for (const table of readdirSync(name)) {
        expect(readdirSync(join(name, table))).toEqual(['snapshot_date=2026-08-31']);
        cpSync(join(name, table, 'snapshot_date=2026-08-31'), join(to, table, `snapshot_date=${date}`), {
          recursive: true,
        });
      }
    }
    // What a killed export leaves beside is not read, nor a date that has no provenance yet.
    mkdirSync(join(to, '.snapshot_date=2026-03-01.0.part', 'models'), { recursive: true });
    writeFileSync(join(to, '.snapshot_date=2026-03-01.0.part', 'models', 'part-0.parquet'), 'half');
    for (const table of ['models', 'datasets']) {
      const unfinished = join(to, table, 'snapshot_date=2026-04-01');
      cpSync(join(to, table, 'snapshot_date=2026-02-01'), unfinished, { recursive: true });
    }
    for (const protocol of protocols) {
      const { stdout } = await runHfreuse([
        'report',
        '--trend',
        to,
        '--protocol',
        protocol,
        '--format',
        'json',
      ]);
      const trend = JSON.parse(stdout);
      const printed = (await runHfreuse(['sql', '--from', to, '--protocol', protocol])).stdout;
      const [all = []] = await queryExport(to, [printed]);
      for (const [index, date] of dates.entries()) {
        const args = [
          '--snapshot',
          join(folder, `sim-${index}.duckdb`),
          '--protocol',
          protocol,
          '--format',
          'json',
        ];
        const report = JSON.parse((await runHfreuse(['report', ...args])).stdout);
        expectSame(
          report.rows,
          all.filter(({ snapshot_date }) => snapshot_date === date),
        );
        const rows: TrendRow[] = trend.rows.filter((row: TrendRow) => row.snapshotDate === date);
        const figures = Object.keys(rows[0] ?? {}).filter(
          (key) => key !== 'snapshotDate',
        ) as (keyof ReportRow)[];
        expect(figures).toContain('effectiveNumber');
        const picked = sortRows(report.rows as ReportRow[], 'task').map((row) =>
          Object.fromEntries(figures.map((key) => [key, row[key]])),
        );
        compareRows(rows, picked as unknown as ReportRow[]);
        expect(trend.snapshots[index]).toMatchObject({
          date,
          models: report.snapshot.models,
          complete: true,
        });
      }
      expect(all.length).toBe(trend.rows.length);
      // Two simulated Hubs are two endpoints.
      expect(trend.warnings).toEqual([expect.stringMatching(/^The dates differ in endpoint,/)]);
      expect(trend.definitions.RQ1).toMatch(/^datasets-per-model: /);
      const described = codebookTables.find(({ name }) => name === 'trendSnapshots')?.columns ?? [];
      expect(Object.keys(trend.snapshots[0])).toEqual(described.map(({ key }) => key));
    }
  });

  it('the trend in every format: each row’s date, and what cannot be seen', async () => {
    const args = [
      'report',
      '--trend',
      join(folder, 'trend'),
      '--task',
      'fill-mask',
      '--task',
      'text-generation',
    ];
    for (const format of ['table', 'csv', 'tsv', 'json', 'markdown', 'html']) {
      const run = await runHfreuse([...args, '--format', format]);
      const again = await runHfreuse([...args, '--format', format]);
      expect(again).toEqual(run);
      expect(run.code).toBe(0);
      for (const date of ['2026-01-01', '2026-02-01']) expect(run.stdout, format).toContain(date);
      const separate = ['csv', 'tsv'].includes(format);
      expect(separate ? run.stderr : run.stdout, format).toContain('The dates differ in endpoint');
      if (!separate) expect(run.stderr).toBe('');
    }
    const table = await runHfreuse([...args, '--question', '1,3']);
    const { actual, expected } = golden('report --trend, two tasks --question 1,3', table);
    expect(actual).toBe(expected);
  });
});

describe('an export', () => {
  it('keeps untrusted texts, and every repo and edge once', async () => {
    const snapshot = await randomSnapshot(3);
    const to = join(folder, 'odd');
    const texts = [`o'wner/"x"`, 'emoji/🤗', '__proto__', 'a\nb', '=cmd()'];
    await snapshot.connection.run(
      `UPDATE dataset_rows SET id = t FROM (SELECT unnest([${texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ')}]) AS t, unnest(range(5)) AS n) WHERE n = dataset_rows.rowid`,
    );
    await writeExport(snapshot, to, '2026-01-02', asked);
    const file = (name: string) => `read_parquet('${to}/${name}/*/*.parquet')`;
    const ids = (await readRows(snapshot.connection, `SELECT id FROM ${file('datasets')}`)).map(
      ({ id }) => id,
    );
    const kept = await readRows(
      snapshot.connection,
      'SELECT rowid::INTEGER AS row FROM dataset_rows WHERE rowid < 5 AND rowid IN (SELECT row FROM datasets)',
    );
    for (const { row } of kept) expect(ids).toContain(texts[Number(row)]);
    for (const name of ['models', 'datasets', 'model_bases', 'model_datasets']) {
      const counts = await readRows(
        snapshot.connection,
        name === 'model_datasets'
          ? `SELECT (SELECT count(*) FROM (FROM model_datasets SELECT model, dataset UNION FROM study_uses SELECT model, dataset))::INTEGER AS a, (SELECT count(*) FROM ${file(name)})::INTEGER AS b`
          : `SELECT (SELECT count(*) FROM ${name})::INTEGER AS a, (SELECT count(*) FROM ${file(name)})::INTEGER AS b`,
      );
      expect(counts[0]?.a).toBe(counts[0]?.b);
      expect(Number(counts[0]?.a)).toBeGreaterThan(0);
    }
    snapshot.close();
  });

  it('keeps hostile names, tasks and kinds of edges letter for letter', async () => {
    const texts = [
      `o'wner/"x"`,
      'emoji/🤗',
      '__proto__',
      'a\nb',
      '=cmd()',
      `'; DROP TABLE models; --`,
      'ünï/cödé',
    ];
    const snapshot = await openSnapshotInMemory();
    await appendRaw(snapshot.connection, {
      models: texts.map((id, at) => ({
        ...{ hubId: `m${at}`, id, pipelineTag: id },
        tags: texts.flatMap((name) => [
          `base_model:merge:x/${name}`,
          `base_model:adapter:x/${name}`,
          `dataset:${name}`,
        ]),
      })),
      datasets: [{ hubId: 'd', id: 'emoji/🤗', tags: texts.map((task) => `task_categories:${task}`) }],
      lookups: [],
    });
    await snapshot.connection.run(`INSERT INTO meta VALUES ('provenance', '{"endpoint":"http://x"}')`);
    await derive(snapshot, tasks, { temporary: true });
    const to = join(folder, 'hostile');
    await writeExport(snapshot, to, '2026-01-02', asked);
    const read = async (columns: string, table: string) =>
      readRows(
        snapshot.connection,
        `SELECT ${columns} FROM read_parquet('${to}/${table}/*/*.parquet') ORDER BY ALL`,
      );
    const models = await read('id, pipeline_tag', 'models');
    expect(models.map(({ id }) => id).sort()).toEqual([...texts].sort());
    for (const { id, pipeline_tag } of models) expect(pipeline_tag).toBe(id);
    // What is not listed is named as it was declared.
    const bases = await read('model, base, base_id, relations, malformed', 'model_bases');
    expect(bases).toHaveLength(texts.length ** 2);
    expect(new Set(bases.map(({ base }) => base))).toEqual(new Set(texts.map((text) => `x/${text}`)));
    for (const edge of bases) {
      expect(edge).toMatchObject({ base_id: null, relations: ['adapter', 'merge'] });
      // Of the names only this one could be a repo's.
      expect(edge.malformed).toBe(edge.base !== 'x/__proto__');
    }
    expect(new Set((await read('dataset', 'model_datasets')).map(({ dataset }) => dataset))).toEqual(
      new Set(texts),
    );
    const [listed] = await read('id, task_categories', 'datasets');
    expect(listed).toMatchObject({ id: 'emoji/🤗' });
    const categories = (listed?.task_categories ?? []) as unknown as string[];
    expect([...categories].sort()).toEqual([...texts].sort());
    snapshot.close();
  });

  it('has the columns that the codebook names, in its order', async () => {
    const snapshot = await randomSnapshot(4);
    const to = join(folder, 'columns');
    await writeExport(snapshot, to, '2026-01-02', asked);
    const tables = codebookTables.filter(({ command }) => command === 'export');
    expect(tables.map(({ name }) => name).sort()).toEqual(readdirSync(to).sort());
    for (const { name: table, columns: described } of tables) {
      const columns = await readRows(
        snapshot.connection,
        `SELECT column_name AS name FROM (DESCRIBE FROM read_parquet('${to}/${table}/snapshot_date=2026-01-02/part-0.parquet', hive_partitioning = false))`,
      );
      expect(columns.map(({ name }) => name)).toEqual(described.map(({ key }) => key));
    }
    snapshot.close();
  });

  it('is not overwritten unasked, replaced whole when asked, and leaves nothing beside', async () => {
    const snapshot = join(folder, 'once.duckdb');
    await copySimulated(snapshot, { models: 300 });
    const to = join(folder, 'once');
    const args = ['export', '--snapshot', snapshot, '--to', to];
    expect((await runHfreuse(args)).code).toBe(0);
    const again = await runHfreuse(args);
    expect(again.code).toBe(2);
    expect(again.stderr).toMatch(/models\/snapshot_date=\S+ already exists.*--replace/);
    expect((await runHfreuse([...args, '--replace'])).code).toBe(0);
    for (const table of readdirSync(to)) {
      expect(readdirSync(join(to, table)), table).toEqual(['snapshot_date=2026-08-31']);
    }
    expect(readdirSync(to)).toHaveLength(6);
    const file = join(folder, 'file');
    writeFileSync(file, 'mine');
    const blocked = await runHfreuse(['export', '--snapshot', snapshot, '--to', file]);
    expect(blocked.code).toBe(1);
    expect(blocked.stderr).toMatch(/^hfreuse: [^\n]+\n$/);
  });

  it('that is not there is reported in one line; what makes no sense is refused', async () => {
    const missing = await runHfreuse(['report', '--trend', join(folder, 'nowhere')]);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toMatch(/^hfreuse: [^\n]*nowhere[^\n]*export[^\n]*\n$/);
    const empty = await runHfreuse(['report', '--trend', join(folder, 'once', 'models')]);
    expect(empty.code).toBe(1);
    expect(empty.stderr).toMatch(/holds no folder provenance\/snapshot_date=YYYY-MM-DD/);
    const broken = join(folder, 'broken');
    const place = join(broken, 'provenance', 'snapshot_date=2026-01-01');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'part-0.parquet'), 'no Parquet');
    const run = await runHfreuse(['report', '--trend', broken]);
    expect([run.code, run.stdout]).toEqual([1, '']);
    expect(run.stderr).toMatch(/^hfreuse: [^\n]*broken cannot be read as an export[^\n]*\n$/);
    for (const [args, pattern] of [
      [['--ci', '100'], /--ci does not go with --trend/],
      [['--by', 'modality'], /--by/],
      [['--snapshot', 'hub.duckdb'], /--snapshot does not go with --trend/],
      [['--bom'], /--bom/],
      [['--task', 'nonsense'], /nonsense/],
    ] as const) {
      const run = await runHfreuse(['report', '--trend', folder, ...args]);
      expect([run.code, run.stdout]).toEqual([2, '']);
      expect(run.stderr).toMatch(pattern);
    }
  });
});
