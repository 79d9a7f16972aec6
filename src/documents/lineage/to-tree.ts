import type { FamilyDocument, RelationCounts, RelativeRow } from './lineage.ts';

/** A node of a tree for readers, with all that hangs below it. */
export interface TreeNode {
  /** Repo id, marked where it is a ghost. */
  label: string;
  /** How it relates to what it hangs from; '' at the top. */
  edge: string;
  children: TreeNode[];
  /** What is not shown below it; '' where all is. */
  folded: string;
}

/** The descendants of a model as a tree, the model itself at the top. */
export function toTree({ model, descendants, hidden, otherParents }: FamilyDocument): TreeNode {
  const below = new Map<string, RelativeRow[]>();
  for (const row of descendants) below.set(row.via, [...(below.get(row.via) ?? []), row]);
  const others = new Map<string, string[]>();
  for (const { of, id } of otherParents) others.set(of, [...(others.get(of) ?? []), id]);
  const shown = sumCounts(descendants.map((row) => row.hidden ?? {}));
  const root: TreeNode = {
    label: labelOf(model),
    edge: '',
    children: [],
    folded: foldedText(lessCounts(hidden, shown)),
  };
  // A list of what is to be grown, instead of recursion: lineages are deep.
  const pending: { node: TreeNode; id: string }[] = [{ node: root, id: model.id }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const row of below.get(next.id) ?? []) {
      const also = others.get(row.id) ?? [];
      const child: TreeNode = {
        label: labelOf(row) + (also.length === 0 ? '' : ` (also of ${also.join(', ')})`),
        edge: row.relations.join(', '),
        children: [],
        folded: foldedText(row.hidden ?? {}),
      };
      next.node.children.push(child);
      pending.push({ node: child, id: row.id });
    }
    below.delete(next.id);
  }
  return root;
}

const labelOf = ({ id, ghost }: { id: string; ghost: boolean }): string =>
  ghost ? `${id} (not in the snapshot)` : id;

const foldedText = (counts: RelationCounts): string => {
  const parts = Object.entries(counts).map(([relation, n]) => `${n} ${relation}`);
  return parts.length === 0 ? '' : `+ ${parts.join(', ')}`;
};

function sumCounts(all: readonly RelationCounts[]): RelationCounts {
  const sum: RelationCounts = {};
  for (const counts of all) for (const [name, n] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + n;
  return sum;
}

const lessCounts = (counts: RelationCounts, less: RelationCounts): RelationCounts =>
  Object.fromEntries(
    Object.entries(counts)
      .map(([name, n]): [string, number] => [name, n - (less[name] ?? 0)])
      .filter(([, n]) => n > 0),
  );
