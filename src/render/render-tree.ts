import { nameNode, type TreeNode } from '../documents/lineage/to-tree.ts';
import { plainText } from '../text.ts';

/** A tree as lines, each branch drawn: for a terminal. Ends with a newline. Without recursion: lineages are deep. */
export function renderTree(root: TreeNode): string {
  const lines: string[] = [];
  const pending: { node: TreeNode | string; before: string; after: string }[] = [
    { node: root, before: '', after: '' },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, before, after } = next;
    if (typeof node === 'string') {
      lines.push(`${before}${plainText(node)}\n`);
      continue;
    }
    const edge = node.edge === '' ? '' : `[${node.edge}] `;
    lines.push(`${before}${plainText(edge + nameNode(node))}\n`);
    const branches: (TreeNode | string)[] = [...node.children, ...(node.folded === '' ? [] : [node.folded])];
    // The first branch is to come off the list first.
    for (const [place, branch] of [...branches.entries()].reverse()) {
      const last = place === branches.length - 1;
      pending.push({
        node: branch,
        before: `${after}${last ? '└─ ' : '├─ '}`,
        after: `${after}${last ? '   ' : '│  '}`,
      });
    }
  }
  return lines.join('');
}
