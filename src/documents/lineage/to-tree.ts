import { countOf } from '../../count-words.ts';
import { relations } from '../../definitions/relations.ts';
import { groupBy } from '../../group-by.ts';
import type { FamilyDocument, RelativeRow } from './lineage.ts';

/** What an edge of a tree may be, in the order of its colours. */
export const edgeRelations: readonly string[] = relations;

/** A node of a tree for readers, with all that hangs below it. */
export interface TreeNode {
  /** Repo id, marked where it is a ghost. */
  label: string;
  /** How it relates to what it hangs from; '' at the top. */
  edge: string;
  /** Its parents outside of the tree: it is a merge. */
  also: string[];
  children: TreeNode[];
  /** What is not shown below it; '' where all is. */
  folded: string;
}

/** The descendants of a model as a tree, the model itself at the top. */
export function toTree({ model, descendants, otherParents }: FamilyDocument): TreeNode {
  const below = groupBy(descendants, ({ via }) => via);
  const others = groupBy(otherParents, ({ of }) => of);
  const root: TreeNode = {
    label: labelOf(model),
    edge: '',
    also: [],
    children: [],
    folded: foldedText(model),
  };
  // A list of what is to be grown, instead of recursion: lineages are deep.
  const pending: { node: TreeNode; id: string }[] = [{ node: root, id: model.id }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const row of below.get(next.id) ?? []) {
      const child: TreeNode = {
        label: labelOf(row),
        edge: row.relations.join(', '),
        also: others.get(row.id)?.map(({ id }) => id) ?? [],
        children: [],
        folded: foldedText(row),
      };
      next.node.children.push(child);
      pending.push({ node: child, id: row.id });
    }
    below.delete(next.id);
  }
  return root;
}

/** A node with all of its other parents. */
export const nameNode = ({ label, also }: TreeNode): string =>
  also.length === 0 ? label : `${label} (also of ${also.join(', ')})`;

const labelOf = ({ id, ghost }: { id: string; ghost: boolean }): string =>
  ghost ? `${id} (not in the snapshot)` : id;

const nouns: Record<string, readonly [one: string, many: string]> = {
  finetune: ['fine-tune', 'fine-tunes'],
  adapter: ['adapter', 'adapters'],
  quantized: ['quantized model', 'quantized models'],
  merge: ['merge', 'merges'],
  unspecified: ['other', 'others'],
};

/** `+ 1,234 adapters, 5 merges by 310 owners`; '' where nothing is folded. */
function foldedText({ hidden, hiddenOwners }: Pick<RelativeRow, 'hidden' | 'hiddenOwners'>): string {
  if (hidden === null) return '';
  const parts = Object.entries(hidden).map(([relation, n]) =>
    countOf(n, ...(nouns[relation] ?? [relation, relation])),
  );
  return `+ ${parts.join(', ')} by ${countOf(hiddenOwners ?? 0, 'owner', 'owners')}`;
}
