// What `report` is measured against: DuckDB alone, the same figures of all measures from the same integer tables.
// node bench/duckdb-sql.js <snapshot> <file with the query>: the rows as JSON.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [, , snapshot, query] = process.argv;
const instance = await DuckDBInstance.create(snapshot, { access_mode: 'READ_ONLY' });
const connection = await instance.connect();
const reader = await connection.runAndReadAll(readFileSync(query, 'utf8'));
process.stdout.write(`${JSON.stringify(reader.getRowObjectsJson())}\n`);
connection.closeSync();
instance.closeSync();
