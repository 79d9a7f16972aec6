import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dump, file, folder, importInto, prepareDump } from './dump-folder.ts';
import { expectSameFigures, json, runSql } from './same-figures.ts';

prepareDump();

describe('a dump of the same Hub as a crawl', () => {
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

  it('replaces what a killed import left', async () => {
    expect((await importInto('left.duckdb.part', ...dump)).code).toBe(0);
    expect((await importInto('left.duckdb', ...dump)).code).toBe(0);
    expect(readdirSync(folder).filter((name) => name.startsWith('left'))).toEqual(['left.duckdb']);
  });
});

describe('what an imported snapshot states', () => {
  it('is how many rows were kept aside', async () => {
    await runSql(
      `COPY (FROM '${file('dump/models.parquet')}' UNION ALL BY NAME SELECT 'x' AS id UNION ALL BY NAME SELECT 'y' AS _id) TO '${file('odd.parquet')}'`,
    );
    const run = await importInto('odd.duckdb', '--models', file('odd.parquet'));
    expect(run.stderr).toContain('models: 3,000 rows; 2 rows without _id or id kept aside');
    expect(await json('status', file('odd.duckdb'))).toMatchObject({ models: 3000, rejected: 2 });
  });
});
