import { auditEntries, reasonEntries } from './audit/audit-entries.ts';
import { comparisonEntries } from './comparison/comparison-entries.ts';
import type { Entries } from './entry.ts';
import {
  datasetExportEntries,
  modelBaseExportEntries,
  modelDatasetExportEntries,
  modelExportEntries,
  provenanceExportEntries,
  referenceExportEntries,
} from './export/export-entries.ts';
import { gridChoiceEntries, gridConclusionEntries, gridEntries } from './grid/grid-entries.ts';
import { measureEntries } from './measures/measure-entries.ts';
import { reportEntries } from './report/report-entries.ts';
import { lorenzEntries, tailComparisonEntries, tailEntries } from './report/tail-entries.ts';
import {
  referenceEntries,
  renamedMeanEntries,
  renameEntries,
  statusEntries,
  streamEntries,
  unknownTaskEntries,
} from './status/status-entries.ts';
import { trendEntries, trendSnapshotEntries } from './trend/trend-entries.ts';

/** One table of the tool and what its columns mean. */
export interface CodebookTable {
  table: string;
  /** The command that prints it. */
  command: string;
  entries: Entries;
}

/** Every table that a command prints: the one source of what their columns mean. A new table is one line more. */
export const codebook: readonly CodebookTable[] = [
  { table: 'measures', command: 'report', entries: measureEntries('current') },
  { table: 'studyMeasures', command: 'report --protocol study-2025', entries: measureEntries('study-2025') },
  { table: 'report', command: 'report', entries: reportEntries },
  { table: 'lorenz', command: 'report --lorenz --format json', entries: lorenzEntries },
  { table: 'tail', command: 'report --fit-tail --format json', entries: tailEntries },
  { table: 'tailComparison', command: 'report --fit-tail --format json', entries: tailComparisonEntries },
  { table: 'comparison', command: 'report --protocol study-2025 --compare', entries: comparisonEntries },
  { table: 'grid', command: 'report --grid', entries: gridEntries },
  { table: 'gridChoices', command: 'report --grid --format json', entries: gridChoiceEntries },
  { table: 'gridConclusions', command: 'report --grid --format json', entries: gridConclusionEntries },
  { table: 'trend', command: 'report --trend', entries: trendEntries },
  { table: 'trendSnapshots', command: 'report --trend --format json', entries: trendSnapshotEntries },
  { table: 'status', command: 'status', entries: statusEntries },
  { table: 'streams', command: 'status', entries: streamEntries },
  { table: 'referenceStates', command: 'status', entries: referenceEntries },
  { table: 'unknownTasks', command: 'status', entries: unknownTaskEntries },
  { table: 'renames', command: 'status', entries: renameEntries },
  { table: 'renamedMeans', command: 'status', entries: renamedMeanEntries },
  { table: 'audit', command: 'audit', entries: auditEntries },
  { table: 'reasons', command: 'audit --format json', entries: reasonEntries },
  { table: 'models', command: 'export', entries: modelExportEntries },
  { table: 'datasets', command: 'export', entries: datasetExportEntries },
  { table: 'model_bases', command: 'export', entries: modelBaseExportEntries },
  { table: 'model_datasets', command: 'export', entries: modelDatasetExportEntries },
  { table: 'references', command: 'export', entries: referenceExportEntries },
  { table: 'provenance', command: 'export', entries: provenanceExportEntries },
];
