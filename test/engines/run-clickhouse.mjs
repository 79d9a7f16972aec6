// Runs files of hfreuse sql --dialect clickhouse with chdb, which is ClickHouse in the process.
// Usage: node run-clickhouse.mjs <folder with node_modules/chdb> query.sql…; the rows of each as one line of JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, ...queries] = process.argv.slice(2);
const { query } = createRequire(`${folder}/`)('chdb');
for (const file of queries) {
  const rows = query(readFileSync(file, 'utf8'), 'JSONEachRow').trim().split('\n');
  process.stdout.write(`[${rows.join(',')}]\n`);
}
