import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import { runHfreuse } from '../support/run.ts';
import { misfitsOf, type TableSchema } from '../support/table-schema.ts';

/** The Table Schema that `codebook` prints. */
export const schemaOf = async (...args: string[]): Promise<TableSchema> =>
  JSON.parse((await runHfreuse(['codebook', '--format', 'frictionless', ...args])).stdout);

/** Expects every cell of a report in CSV to fit a schema. */
export async function expectToFit(file: string, schema: TableSchema, ...args: string[]): Promise<void> {
  const run = await runHfreuse([
    'report',
    '--snapshot',
    file,
    '--format',
    'csv',
    '--modality',
    'all',
    ...args,
  ]);
  const lines = parse(run.stdout) as string[][];
  expect(lines.length).toBeGreaterThan(11);
  expect(misfitsOf(lines, schema)).toEqual([]);
}
