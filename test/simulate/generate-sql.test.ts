import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { type GenerateOptions, generateSql } from '../../src/simulate/generate/generate-sql.ts';
import { schemaSql } from '../../src/snapshot/tables/schema.ts';

async function makeHub(options: Partial<GenerateOptions>, threads = '2'): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads });
  const connection = await instance.connect();
  await connection.run(schemaSql.replaceAll('USING COMPRESSION zstd', ''));
  const statements = generateSql({ models: 12_000, datasets: 4000, seed: 1, cards: true, ...options });
  for (const statement of statements) await connection.run(statement);
  return connection;
}

/** A Hub that several tests read. */
const usual = makeHub({});

const rows = async (connection: DuckDBConnection, sql: string) =>
  (await connection.runAndReadAll(sql)).getRowObjectsJson();

async function numbers(connection: DuckDBConnection, sql: string): Promise<Record<string, number>> {
  const [row] = await rows(connection, sql);
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, value]) => [name, Number(value)]));
}

const tables = ['model_rows', 'dataset_rows', 'renames', 'hidden'];
const everything = async (connection: DuckDBConnection) => {
  const all = [];
  for (const table of tables) all.push(await rows(connection, `SELECT * FROM ${table}`));
  return JSON.stringify(all);
};

const bases = `SELECT i, regexp_replace(tag, '^base_model:((finetune|adapter|quantized|merge):)?', '') AS base, tag
  FROM (SELECT hub_id AS i, unnest(from_json(tags, '["VARCHAR"]')) AS tag FROM model_rows) WHERE tag LIKE 'base_model:%'`;

describe('a simulated Hub', () => {
  it('is the same for the same seed with any number of threads, and another for another seed', async () => {
    const size = { models: 3000, datasets: 1000 };
    const first = await everything(await makeHub({ ...size, seed: 7 }, '1'));
    expect(await everything(await makeHub({ ...size, seed: 7 }, '4'))).toBe(first);
    expect(await everything(await makeHub({ ...size, seed: 8 }))).not.toBe(first);
  });

  it('does not change from version to version', async () => {
    const hub = await makeHub({ models: 20, datasets: 3, seed: 3 });
    expect(
      await rows(hub, 'SELECT hub_id, id, tags FROM model_rows WHERE length(tags) > 190 LIMIT 2'),
    ).toMatchSnapshot();
  });

  it.each([0, 1, 2, 3, 17, 700])('can be as small as %d', async (n) => {
    const hub = await makeHub({ models: n, datasets: n });
    const found = await numbers(
      hub,
      'SELECT count(*) n, count(DISTINCT id) ids, count(DISTINCT hub_id) hub_ids FROM model_rows',
    );
    expect(found).toEqual({ n, ids: n, hub_ids: n });
  });

  it('has the shape of the real one', async () => {
    const hub = await usual;
    const models = await numbers(
      hub,
      `SELECT count(DISTINCT lower(id)) ids, count(pipeline_tag) / count(*) tasked,
      count(DISTINCT pipeline_tag) tasks, avg(json_array_length(tags)) tags, avg((tags LIKE '%"dataset:%')::INT) declaring,
      bool_and(list_contains(from_json(tags, '["VARCHAR"]'), pipeline_tag))::INT tagged,
      avg((created_at = TIMESTAMP '2022-03-02 23:29:04')::INT) oldest, max(year(created_at)) AS last_year,
      bool_and(last_modified >= created_at)::INT later, bool_and(length(hub_id) = 24)::INT hex FROM model_rows`,
    );
    expect(models).toMatchObject({ ids: 12_000, tagged: 1, later: 1, hex: 1, last_year: 2026 });
    expect(models.tasked).toBeCloseTo(0.32, 1);
    expect(models.tasks).toBeGreaterThan(45);
    expect(models.tags).toBeGreaterThan(10);
    expect(models.declaring).toBeCloseTo(0.08, 1);
    expect(models.oldest).toBeCloseTo(1 / 30, 2);
    const datasets = await numbers(
      hub,
      `SELECT avg((tags LIKE '%task_categories:%')::INT) tasked,
      avg((tags LIKE '%task_categories:%task_categories:%')::INT) several FROM dataset_rows`,
    );
    expect(datasets.tasked).toBeCloseTo(0.14, 1);
    expect(datasets.several).toBeGreaterThan(0.01);
  });

  it('reuses its models as the real one does', async () => {
    const hub = await usual;
    const edges = await numbers(
      hub,
      `WITH e AS (SELECT DISTINCT i, base FROM (${bases})), d AS (SELECT base, count(*) n FROM e GROUP BY base)
      SELECT sum(n) / 12000 AS a_model, max(n) / sum(n) AS top_share FROM d`,
    );
    expect(edges.a_model).toBeGreaterThan(0.4);
    expect(edges.top_share).toBeGreaterThan(0.01);
    const kinds = await rows(
      hub,
      `SELECT DISTINCT coalesce(regexp_extract(tag, '^base_model:(finetune|adapter|quantized|merge):', 1), '') AS k FROM (${bases}) ORDER BY k`,
    );
    expect(kinds.map((row) => row.k)).toEqual(['', 'adapter', 'finetune', 'merge', 'quantized']);
    const parents = await numbers(
      hub,
      `SELECT max(n) most FROM (SELECT count(DISTINCT base) n FROM (${bases}) GROUP BY i)`,
    );
    expect(parents.most).toBeGreaterThan(5);
    expect(parents.most).toBeLessThanOrEqual(98);
    const farm = await numbers(
      hub,
      `SELECT max(n) largest FROM (SELECT count(*) n FROM model_rows WHERE id LIKE 'adapters-%' GROUP BY split_part(id, '/', 1))`,
    );
    expect(farm.largest).toBeGreaterThan(100);
    const backwards = await numbers(
      hub,
      `SELECT count(*) n FROM (${bases}) e JOIN model_rows b ON b.id = e.base WHERE b.hub_id > e.i`,
    );
    expect(backwards.n).toBe(0);
  });

  it('names things in all the ways people do', async () => {
    const hub = await makeHub({ models: 40_000 });
    const declared = `SELECT DISTINCT substr(tag, 9) AS name FROM (SELECT unnest(from_json(tags, '["VARCHAR"]')) AS tag FROM model_rows) WHERE tag LIKE 'dataset:%'`;
    const datasets = await numbers(
      hub,
      `SELECT count(*) FILTER (name IN (SELECT id FROM dataset_rows)) listed,
      count(*) FILTER (name IN (SELECT old_id FROM renames WHERE kind = 'datasets')) renamed,
      count(*) FILTER (name IN (SELECT id FROM hidden WHERE kind = 'datasets')) hidden,
      count(*) FILTER (name IN ('generator', 'imagefolder')) placeholder, count(*) FILTER (name LIKE 'https://%') url,
      count(*) FILTER (name LIKE 'C:\\data\\%') drive, count(*) FILTER (name LIKE './data%') AS near,
      count(*) FILTER (name LIKE '% %') blank, count(*) FILTER (name LIKE 'gone-%') ghost,
      count(*) FILTER (name NOT IN (SELECT id FROM dataset_rows) AND lower(name) IN (SELECT lower(id) FROM dataset_rows)) other_case FROM (${declared})`,
    );
    for (const [kind, n] of Object.entries(datasets)) expect([kind, n > 0]).toEqual([kind, true]);
    const models = await numbers(
      hub,
      `SELECT count(*) FILTER (base LIKE 'gone-%') ghost, count(*) FILTER (base LIKE './%') AS near,
      count(*) FILTER (base LIKE 'C:\\Models%') drive, count(*) FILTER (base LIKE 'https://%') url,
      count(*) FILTER (base IN (SELECT id FROM hidden)) hidden, count(*) FILTER (base IN (SELECT old_id FROM renames)) renamed,
      count(*) FILTER (base = (SELECT id FROM model_rows m WHERE m.hub_id = e.i)) loops FROM (${bases}) e`,
    );
    for (const [kind, n] of Object.entries(models)) expect([kind, n > 0]).toEqual([kind, true]);
    const dangling = await numbers(
      hub,
      `SELECT count(*) n FROM renames WHERE new_id NOT IN (SELECT id FROM model_rows UNION ALL SELECT id FROM dataset_rows)`,
    );
    expect(dangling.n).toBe(0);
  });

  it('writes cards that list what the tags list, when asked to', async () => {
    const hub = await usual;
    const cards = await numbers(
      hub,
      `SELECT avg(has_card::INT) carded, count(*) FILTER (json_type(card_base_model) = 'VARCHAR') AS texts,
      count(*) FILTER (json_type(card_base_model) = 'ARRAY') AS lists, count(*) FILTER (json_type(card_datasets) = 'NULL') AS nothing,
      count(*) FILTER (has_card AND tags LIKE '%"base_model:%' AND card_base_model IS NULL) lost FROM model_rows`,
    );
    expect(cards.carded).toBeGreaterThan(0.6);
    expect(Math.min(cards.texts ?? 0, cards.lists ?? 0, cards.nothing ?? 0)).toBeGreaterThan(0);
    expect(cards.lost).toBe(0);
    const without = await makeHub({ cards: false, models: 500 });
    expect(
      await numbers(without, 'SELECT count(*) n FROM model_rows WHERE has_card OR card_datasets IS NOT NULL'),
    ).toEqual({ n: 0 });
  });

  it.each([{ models: -1 }, { datasets: 0.5 }, { seed: Number.NaN }])('refuses %o', (wrong) => {
    expect(() => generateSql({ models: 1, datasets: 1, seed: 1, cards: false, ...wrong })).toThrow(
      'must be a whole number',
    );
  });
});
