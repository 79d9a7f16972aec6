import type { Entries } from './entry.ts';
import {
  datasetExportEntries,
  modelBaseExportEntries,
  modelDatasetExportEntries,
  modelExportEntries,
  provenanceExportEntries,
  referenceExportEntries,
} from './export-entries.ts';
import {
  auditEntries,
  comparisonEntries,
  gridEntries,
  referenceEntries,
  streamEntries,
  unknownTaskEntries,
} from './other-entries.ts';
import { reportEntries } from './report-entries.ts';
import { trendEntries, trendSnapshotEntries } from './trend-entries.ts';

/** One table of the tool and what its columns mean. */
export interface CodebookTable {
  table: string;
  /** The command that prints it. */
  command: string;
  entries: Entries;
}

/** Every table that a command prints: the one source of what their columns mean. */
export const codebook: readonly CodebookTable[] = [
  { table: 'report', command: 'report', entries: reportEntries },
  { table: 'comparison', command: 'report --protocol study-2025 --compare', entries: comparisonEntries },
  { table: 'grid', command: 'report --grid', entries: gridEntries },
  { table: 'trend', command: 'report --trend', entries: trendEntries },
  { table: 'trendSnapshots', command: 'report --trend', entries: trendSnapshotEntries },
  { table: 'streams', command: 'status', entries: streamEntries },
  { table: 'referenceStates', command: 'status', entries: referenceEntries },
  { table: 'unknownTasks', command: 'status', entries: unknownTaskEntries },
  { table: 'audit', command: 'audit', entries: auditEntries },
  { table: 'models', command: 'export', entries: modelExportEntries },
  { table: 'datasets', command: 'export', entries: datasetExportEntries },
  { table: 'model_bases', command: 'export', entries: modelBaseExportEntries },
  { table: 'model_datasets', command: 'export', entries: modelDatasetExportEntries },
  { table: 'references', command: 'export', entries: referenceExportEntries },
  { table: 'provenance', command: 'export', entries: provenanceExportEntries },
];
