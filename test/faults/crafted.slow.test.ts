import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../../src/statistics/random.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-crafted-'));
const path = join(folder, 'hub.duckdb');
const whole = join(folder, 'whole.duckdb');
const out = join(folder, 'out');
let columns: { table: string; column: string; type: string }[];

const texts = [
  ...['', 'x', '{', '[', 'null', '[1]', '{"a":1}', '[null]', '"t"', '[[]]', '-1', 'NaN', '../../x\n--a'],
  ...['9'.repeat(40), '['.repeat(3000), '[{"hubId":1,"id":[]}]', '[{"hubId":null,"id":null}]', '2026-13-45'],
];
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const moments = ["'infinity'", "'-infinity'", "'290000-01-01'", "'0044-03-15 (BC)'"];
const numbers = [
  '-1',
  '7',
  '1000000',
  '2147483647',
  '-2147483648',
  "'9223372036854775807'",
  "'inf'",
  "'nan'",
];
/** Values that hfreuse does not write, or not there; those that a column cannot hold are not drawn. */
const values = ['NULL', 'true', ...texts.map(quoted), ...moments, ...numbers];

const commands = [
  ['status', '--format', 'json'],
  ['status'],
  ['report', '--format', 'json'],
  ['report', '--format', 'html'],
  ['report', '--every', 'year', '--format', 'csv'],
  ['report', '--exclude-same-owner'],
  ['report', '--protocol', 'study-2025'],
  ['report', '--grid'],
  ['report', '--measure', 'downloads-per-model,uses-per-owner,descendants-per-model'],
  ['top', 'models', '--rank-by', 'downloads'],
  ['top', 'owners'],
  ['lineage'],
  ['lineage', '--ages'],
  ['flows', 'datasets'],
  ['export', '--format', 'parquet', '--to', out],
  ['export', '--format', 'graphml', '--to', out],
  ['export', '--format', 'tables', '--to', out],
  ['collect', '--all', '--endpoint', 'http://127.0.0.1:9', '--retries', '0', '--resolve', 'all'],
];

beforeAll(async () => {
  await copySimulated(whole, { models: 100 });
  columns = (await query(
    whole,
    `SELECT table_name AS "table", column_name AS "column", data_type AS "type" FROM duckdb_columns() WHERE NOT internal`,
  )) as typeof columns;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function query(file: string, ...statements: string[]): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  try {
    let rows: unknown[] = [];
    for (const sql of statements) rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
    return rows;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** What another person does to one column, or one value of `meta`. */
function craft(random: () => number): string[] {
  const draw = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const { table, column, type } = draw(columns);
  const set = `UPDATE ${table} SET "${column}" = ${draw(values)}::${type}`;
  const one = `${set} WHERE rowid = (SELECT max(rowid) FROM ${table})`;
  const change = draw([
    ...[[set], [set], [one], [one]],
    [`UPDATE meta SET value = ${quoted(draw(texts))} WHERE rowid = ${Math.floor(random() * 8)}`],
    [
      `ALTER TABLE ${table} ALTER COLUMN "${column}" TYPE ${draw(['VARCHAR[]', 'BLOB', 'DOUBLE'])} USING NULL`,
    ],
    [`ALTER TABLE ${table} DROP COLUMN "${column}"`],
    [`INSERT INTO ${table} FROM ${table}`],
    [`DELETE FROM ${table}`],
    [`DROP TABLE ${table}`],
  ]);
  const mayBeNull = `ALTER TABLE ${table} ALTER COLUMN "${column}" DROP NOT NULL`;
  return [mayBeNull, ...change, ...(random() < 0.5 ? [`DELETE FROM meta WHERE key = 'derived'`] : [])];
}

it.each(Array.from({ length: 60 }, (_, index) => index + 1))(
  'a snapshot that another program has changed is read, or refused in one line: %i',
  async (seed) => {
    const random = seededRandom(`crafted ${seed}`);
    for (let round = 0; round < 3; ) {
      for (const file of [path, `${path}.wal`, `${path}.progress`, out])
        rmSync(file, { recursive: true, force: true });
      await copySimulated(path, { models: 100 });
      const statements = craft(random);
      const isMade = await query(path, ...statements).then(
        () => true,
        () => false,
      );
      if (!isMade) continue;
      round += 1;
      for (let times = 0; times < 3; times += 1) {
        const command = commands[Math.floor(random() * commands.length)] ?? [];
        rmSync(out, { recursive: true, force: true });
        const { code, stdout, stderr } = await runHfreuse([...command, '--snapshot', path]);
        const what = `${statements.join('; ')} | ${command.join(' ')} | ${code} ${stderr}`;
        expect([0, 1, 2, 3], what).toContain(code);
        expect(stderr, what).not.toMatch(/unexpected/);
        if (code === 1)
          expect([stdout, stderr], what).toEqual(['', expect.stringMatching(/^hfreuse: [^\n]+\n$/)]);
        expect(stdout, what).not.toMatch(/\b(NaN|undefined|Infinity)\b|\[object/);
      }
    }
  },
);
