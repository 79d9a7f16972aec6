import type { LineageHead } from '../../documents/lineage/lineage.ts';
import { warningsFor } from '../../documents/warnings.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { version } from '../../version.ts';
import { readSnapshotState, toFacts } from '../snapshot-facts.ts';

/** Which snapshot a document of lineages is of, and what it cannot see. The derived tables must be there. */
export async function readLineageHead(snapshot: Snapshot): Promise<LineageHead> {
  const state = await readSnapshotState(snapshot);
  const { provenance, complete, models, datasets } = state;
  const { endpoint, protocol, scope, startedAt, finishedAt, tasksPackage, source } = provenance;
  return {
    schemaVersion: 1,
    generator: { name: 'hfreuse', version },
    snapshot: {
      ...{ endpoint, protocol, scope, startedAt, finishedAt, complete, models, datasets },
      ...{ tasksPackage, source },
    },
    warnings: warningsFor(toFacts(state), {
      protocol: 'current',
      questions: ['RQ3'],
      modalities: scope.modalities,
    }),
  };
}
