import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dateOfFolder } from '../../definitions/sql/export-layout.ts';
import { listNames } from '../../files.ts';

/**
 * Earlier versions put the dates first, `<folder>/snapshot_date=…/models.parquet`, which Trino, Hive and Athena cannot
 * read as it lies.
 * @returns why a folder of that layout is refused and what to do; null where it is not one
 */
export function olderLayout(folder: string): { message: string; hint: string } | null {
  const isOlder = (name: string): boolean =>
    dateOfFolder(name) !== null && existsSync(join(folder, name, 'models.parquet'));
  const older = listNames(folder).find(isOlder);
  if (older === undefined) return null;
  return {
    message: `${folder} was exported by an earlier version, which put ${older} before the tables`,
    hint: `export its snapshots again into another folder: hfreuse export <snapshot> --to ${folder}-by-table`,
  };
}
