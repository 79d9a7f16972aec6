import { expect, it } from 'vitest';
import { study2025Tasks } from '../../src/definitions/tasks.ts';
import { codebookTables } from '../../src/documents/codebook.ts';
import { exportTables } from '../../src/snapshot/parquet/out/export-tables.ts';

it('the codebook describes every table and column of the export, in their order', () => {
  const described = codebookTables
    .filter(({ command }) => command === 'export')
    .map(({ name, columns }) => [name, columns.map(({ key }) => key)]);
  const written = Object.entries(exportTables(study2025Tasks.map(({ task }) => task))).map(
    ([table, { columns }]) => [table, Object.keys(columns)],
  );
  expect(described).toEqual(written);
});
