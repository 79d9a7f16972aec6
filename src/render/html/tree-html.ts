import { nameNode, type TreeNode } from '../../documents/lineage/to-tree.ts';
import { htmlText } from '../../text.ts';

/** Branches of up to this depth are open at first. */
const openTo = 2;

/** A tree as nested lists that fold. Without recursion: lineages are deep. */
export function treeHtml(root: TreeNode): string {
  const parts: string[] = ['<ul class="tree">\n'];
  const pending: (string | { node: TreeNode; depth: number })[] = ['</ul>\n', { node: root, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'string') {
      parts.push(next);
      continue;
    }
    const { node, depth } = next;
    const name = `${node.edge === '' ? '' : `<i>${htmlText(node.edge)}</i> `}${htmlText(nameNode(node))}`;
    const folded = node.folded === '' ? '' : `<li><i>${htmlText(node.folded)}</i></li>\n`;
    if (node.children.length === 0 && folded === '') {
      parts.push(`<li>${name}</li>\n`);
      continue;
    }
    parts.push(`<li><details${depth < openTo ? ' open' : ''}><summary>${name}</summary>\n<ul>\n`);
    pending.push(`${folded}</ul></details></li>\n`);
    for (const child of [...node.children].reverse()) pending.push({ node: child, depth: depth + 1 });
  }
  return parts.join('');
}
