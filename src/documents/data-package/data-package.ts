import type { LineageHead } from '../lineage/lineage.ts';
import type { DescribedColumn } from '../table.ts';

/** One table of a data package, its columns described. */
export interface PackageTable {
  /** Its name, and that of its file: lower-case words with hyphens between. */
  name: string;
  /** What its rows are, in one line. */
  title: string;
  columns: readonly DescribedColumn[];
  /** Keys of the columns that identify its rows, never empty; null where a row may have an empty one. */
  primaryKey: readonly string[] | null;
  rows: readonly object[];
}

/** Every table that a snapshot gives, for the supplement of a paper. Each has its own request in its column `request`. */
export interface DataPackageDocument extends LineageHead {
  tables: PackageTable[];
}
