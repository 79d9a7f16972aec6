import { expect, it } from 'vitest';
import { measuresOf } from '../../src/definitions/protocols.ts';
import { dialects, duckdbTable } from '../../src/definitions/sql/dialects.ts';
import { dateFolder, dateOfFolder, exportFiles } from '../../src/definitions/sql/export-layout.ts';
import { measuredSql } from '../../src/definitions/sql/measured-sql.ts';

const { duckdb, spark, trino, clickhouse } = dialects;

it('a table of the export: files for engines that read them, a name for those that have tables', () => {
  expect(duckdb.table('models', 'out', '2026-08-31')).toBe(
    "read_parquet('out/models/snapshot_date=2026-08-31/*.parquet', hive_partitioning = true, union_by_name = true)",
  );
  // The letters of a pattern in a folder's own name, and a quote.
  expect(duckdbTable('models', "a*[b]?'c")).toMatch(
    /^read_parquet\('a\[\*\]\[\[\]b]\[\?\]''c\/models\/snapshot_date=\*/,
  );
  expect(clickhouse.table('models', "it's\\here", '2026-08-31')).toBe(
    "file('it\\'s\\\\here/models/snapshot_date=2026-08-31/*.parquet', Parquet)",
  );
  expect([spark.table('models'), trino.table('models')]).toEqual(['models', 'models']);
});

it('one row for each element of a list', () => {
  expect(duckdb.unnest('t', 'd', 'tags')).toBe('t d CROSS JOIN UNNEST(d.tags) AS list_of(task)');
  expect(trino.unnest('t', 'd', 'tags')).toBe(duckdb.unnest('t', 'd', 'tags'));
  expect(spark.unnest('t', 'd', 'tags')).toBe('t d LATERAL VIEW explode(d.tags) list_of AS task');
  expect(clickhouse.unnest('t', 'd', 'tags')).toBe('t d ARRAY JOIN d.tags AS task');
});

it('rows of text within a query, and names that are words of SQL', () => {
  const rows = [
    ['nlp', "it's"],
    ['cv', 'b\\c'],
  ];
  const plain = "(VALUES ('nlp', 'it''s'), ('cv', 'b\\c')) AS listed(modality, task)";
  for (const dialect of [duckdb, spark, trino]) expect(dialect.rows(['modality', 'task'], rows)).toBe(plain);
  expect(clickhouse.rows(['modality', 'task'], rows)).toBe(
    "values('modality String, task String', ('nlp', 'it\\'s'), ('cv', 'b\\\\c'))",
  );
  expect([duckdb, spark, trino, clickhouse].map(({ name }) => name('n'))).toEqual([
    '"n"',
    '`n`',
    '"n"',
    '"n"',
  ]);
});

it('how the tables come to be there', () => {
  const tables = ['models', 'datasets', 'model_bases', 'model_datasets', 'provenance'];
  expect(spark.preparation("o'ut").slice(1)).toEqual(
    tables.map(
      (table) => `CREATE OR REPLACE TEMPORARY VIEW ${table} USING parquet OPTIONS (path 'o\\'ut/${table}');`,
    ),
  );
  const ofTrino = trino.preparation("o'ut").join(' ');
  expect([...ofTrino.matchAll(/CREATE TABLE IF NOT EXISTS (\w+) /g)].map(([, table]) => table)).toEqual(
    tables,
  );
  for (const table of tables) {
    expect(ofTrino).toContain(
      `WITH (external_location = 'o''ut/${table}', format = 'PARQUET', partitioned_by = ARRAY['snapshot_date']); ` +
        `CALL system.sync_partition_metadata('default', '${table}', 'FULL');`,
    );
  }
  expect(ofTrino).toContain(
    'model_bases (model VARCHAR, base VARCHAR, base_id VARCHAR, relations ARRAY(VARCHAR), ' +
      'malformed BOOLEAN, same_owner BOOLEAN, renamed BOOLEAN, snapshot_date DATE)',
  );
  expect(ofTrino).toMatch(
    / models \(.*created_at TIMESTAMP, .*likes BIGINT, .*study_bases INTEGER, snapshot_date/,
  );
  for (const dialect of [duckdb, clickhouse])
    expect(dialect.preparation('out')[0]).toMatch(
      /^reads the folder out of hfreuse export --format parquet as it is/,
    );
});

it('the folder of a date, and its date', () => {
  expect(dateFolder('2026-08-31')).toBe('snapshot_date=2026-08-31');
  expect(dateOfFolder('snapshot_date=2026-08-31')).toBe('2026-08-31');
  for (const name of [
    '2026-08-31',
    'snapshot_date=2026-8-31',
    'snapshot_date=2026-08-31.part',
    'x-snapshot_date=2026-08-31',
  ])
    expect(dateOfFolder(name)).toBeNull();
  expect(exportFiles('out', 'models')).toBe('out/models/snapshot_date=*/*.parquet');
});

it('how often each value occurs: with a date or without, by the words of tasks or by their numbers', () => {
  const measures = measuresOf.current.filter(({ measure }) => measure === 'models-per-dataset');
  const tables = { dataset_tasks: 'dt', uses: 'u' };
  const [counted = '', frequencies = ''] = measuredSql(measures, { keys: [], tables, taskNames: null });
  expect(counted).toMatch(
    /SELECT '' AS snapshot_date, 'RQ2' AS question, 'models-per-dataset' AS measure, 'all' AS pop/,
  );
  expect(counted).toMatch(/GROUP BY task, v\)$/);
  expect(frequencies).toMatch(/FROM counted c JOIN wanted w ON w.task = c.task\)$/);
  const [dated = '', numbered = ''] = measuredSql(measures, { keys: ['day'], tables, taskNames: 'words' });
  expect(dated).toMatch(/SELECT day, 'RQ2'/);
  expect(dated).toMatch(/GROUP BY day, task, v\)$/);
  expect(numbered).toMatch(
    /FROM counted c JOIN words n ON n.task = c.task JOIN wanted w ON w.task = n.name\)$/,
  );
  const two = measuredSql(measuresOf.current.slice(0, 2), {
    keys: [],
    tables: { ...tables, model_tasks: 'm' },
    taskNames: null,
  });
  expect(two[0]?.match(/UNION ALL/g)).toHaveLength(1);
});
