import { auditTable, reasonTable } from './audit/audit-table.ts';
import { comparisonTable } from './comparison/comparison-table.ts';
import { coverageTable } from './coverage.ts';
import { packageCodebookTable } from './data-package/package-codebook.ts';
import { diffTable, repoChangeTable, turnoverTable } from './diff/diff-tables.ts';
import { exportDescriptions } from './export/export-descriptions.ts';
import { flowTable, flowTaskTable } from './flows/flow-tables.ts';
import { gridChoiceTable, gridConclusionTable, gridTable } from './grid/grid-table.ts';
import { lineageTables } from './lineage/lineage-tables.ts';
import { tablesOfMeasures } from './measures/measure-tables.ts';
import { csvHeadTable } from './provenance.ts';
import { reportTable } from './report/report-table.ts';
import { lorenzTable, tailComparisonTable, tailCurvatureTable, tailTable } from './report/tail-tables.ts';
import { statusTables } from './status/status-tables.ts';
import { summaryTable } from './summary.ts';
import type { Table } from './table.ts';
import { topTable } from './top/top-table.ts';
import { trendSnapshotTable, trendTable } from './trend/trend-tables.ts';

/**
 * Every table that a command prints: the one source of what their columns mean. A new table is one line more, and its
 * name one in table-names.ts.
 */
export const codebookTables: readonly Table[] = [
  ...tablesOfMeasures,
  csvHeadTable,
  reportTable,
  summaryTable,
  coverageTable,
  lorenzTable,
  tailTable,
  tailCurvatureTable,
  tailComparisonTable,
  comparisonTable,
  gridTable,
  gridChoiceTable,
  gridConclusionTable,
  trendTable,
  trendSnapshotTable,
  topTable,
  ...lineageTables,
  flowTable,
  flowTaskTable,
  diffTable,
  repoChangeTable,
  turnoverTable,
  ...statusTables,
  auditTable,
  reasonTable,
  ...exportDescriptions,
  packageCodebookTable,
];
