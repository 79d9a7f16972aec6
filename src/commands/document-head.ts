import type { LineageHead } from '../documents/lineage/lineage.ts';
import { type Asked, toDocumentRequest } from '../documents/request.ts';
import { type AskedFor, warningsFor } from '../documents/warnings.ts';
import { type SnapshotState, toSnapshotFacts } from './snapshot-facts.ts';
import { toSnapshotHead } from './snapshot-head.ts';

/** What a document of the graphs begins with: of which snapshot it is, and what it cannot see. */
export const toDocumentHead = (
  state: SnapshotState,
  { request, ...asked }: Omit<AskedFor, 'protocol'> & { request: Asked },
): LineageHead => ({
  ...toSnapshotHead(state),
  protocol: 'current',
  request: toDocumentRequest(request),
  warnings: warningsFor(toSnapshotFacts(state), { protocol: 'current', ...asked }),
});
