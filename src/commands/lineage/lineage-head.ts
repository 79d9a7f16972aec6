import type { LineageHead } from '../../documents/lineage/lineage.ts';
import type { Asked } from '../../documents/request.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { toDocumentHead } from '../document-head.ts';
import { readSnapshotState } from '../snapshot-facts.ts';

/** Which snapshot a document of lineages is of, and what it cannot see. The derived tables must be there. */
export async function readLineageHead(snapshot: Snapshot, asked: Asked): Promise<LineageHead> {
  const state = await readSnapshotState(snapshot);
  return toDocumentHead(state, {
    questions: [asked.users === true ? 'RQ2' : 'RQ3'],
    modalities: state.provenance.scope.modalities,
    downloads: asked.repo != null || asked.without != null,
    request: { questions: null, modalities: null, ...asked },
  });
}
