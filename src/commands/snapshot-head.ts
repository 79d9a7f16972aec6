import type { ReportDocument } from '../documents/report/report-row.ts';
import { version } from '../version.ts';
import type { SnapshotState } from './snapshot-facts.ts';

/** What every document of a snapshot begins with: by what it was made, and of what. */
export const toSnapshotHead = (
  state: SnapshotState,
): Pick<ReportDocument, 'schemaVersion' | 'generator' | 'snapshot'> => {
  const { provenance } = state;
  return {
    schemaVersion: 1,
    generator: { name: 'hfreuse', version },
    snapshot: {
      endpoint: provenance.endpoint,
      protocol: provenance.protocol,
      scope: provenance.scope,
      startedAt: provenance.startedAt,
      finishedAt: provenance.finishedAt,
      complete: state.complete,
      models: state.models,
      datasets: state.datasets,
      tasksPackage: provenance.tasksPackage,
      source: provenance.source,
      updatedAt: provenance.updatedFrom ?? null,
      updates: provenance.updates ?? 0,
      mixedDownloads: provenance.mixedDownloads ?? null,
    },
  };
};
