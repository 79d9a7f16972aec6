import { countOf } from '../../count-words.ts';
import { joinLeaders } from '../summary.ts';
import type { LineageDocument } from './lineage.ts';

/** The shape of all lineages, in one sentence. */
export function lineageSentence({
  models,
  edges,
  components,
  largestComponent,
  top,
}: Pick<LineageDocument, 'models' | 'edges' | 'components' | 'largestComponent' | 'top'>): string {
  if (edges === 0) return 'No model names a base.';
  const leaders = top.slice(0, 3).map(({ id, derivatives }) => ({ id, value: derivatives }));
  const share = ((100 * largestComponent) / models).toFixed(0);
  return (
    `${countOf(models, 'model hangs', 'models hang')} together by ${countOf(edges, 'base-model edge', 'base-model edges')} in ${countOf(components, 'component', 'components')}, ` +
    `the largest of which holds ${share} %; most derivatives: ${joinLeaders(leaders)}.`
  );
}
