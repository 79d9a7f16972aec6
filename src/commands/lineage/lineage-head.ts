import type { LineageHead } from '../../documents/lineage/lineage.ts';
import { warningsFor } from '../../documents/warnings.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readSnapshotState, toFacts } from '../snapshot-facts.ts';
import { toSnapshotHead } from '../snapshot-head.ts';

/** Which snapshot a document of lineages is of, and what it cannot see. The derived tables must be there. */
export async function readLineageHead(snapshot: Snapshot): Promise<LineageHead> {
  const state = await readSnapshotState(snapshot);
  return {
    ...toSnapshotHead(state),
    warnings: warningsFor(toFacts(state), {
      protocol: 'current',
      questions: ['RQ3'],
      modalities: state.provenance.scope.modalities,
    }),
  };
}
