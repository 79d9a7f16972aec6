import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReportRows } from '../../src/commands/report-rows.ts';
import { sqlFigureNames } from '../../src/definitions/sql/figures-sql.ts';
import { codebookTables } from '../../src/documents/codebook.ts';
import type { ReportRow } from '../../src/documents/report/report-row.ts';
import { sortRows } from '../../src/documents/report/sort-rows.ts';
import { derive } from '../../src/snapshot/derive/derive.ts';
import { openSnapshotInMemory } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { writeExport } from '../../src/snapshot/parquet/out/write-export.ts';
import { runHfreuse } from '../cli/run-hfreuse.ts';
import { appendRaw } from '../oracle/raw-rows.ts';
import { copySimulated } from '../support/simulated.ts';
import { asked, questions, randomSnapshot, tasks, toCamel } from './random-export.ts';

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

  it('of one date has a trend, of one task alone: the rows of that report', async () => {
    const asked = ['--task', 'text-generation', '--format', 'json'];
    const rowsOf = async (...of: string[]): Promise<ReportRow[]> =>
      JSON.parse((await runHfreuse(['report', ...of, ...asked])).stdout).rows;
    const trend = await rowsOf('--trend', join(folder, 'once'));
    const report = await rowsOf('--snapshot', join(folder, 'once.duckdb'));
    const pick = ({ measure, task, n, nAll, total, max }: ReportRow) => [
      ...[measure, task, n, nAll, total, max],
    ];
    expect(new Set(trend.map(({ task }) => task))).toEqual(new Set(['text-generation']));
    expect(trend.map(pick)).toEqual(sortRows(report, 'task').map(pick));
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
