import { type HierarchyPointNode, hierarchy, tree as layOut } from 'd3-hierarchy';
import { edgeRelations, type TreeNode } from '../../documents/lineage/to-tree.ts';
import { svgText } from '../graphs/xml-text.ts';
import { colours } from './colours.ts';
import type { Picture } from './make-plot.ts';
import { textWidth } from './text-width.ts';

/** Pixels from one model to the next below it, and the size of letters. */
const rowHeight = 18;
const letterSize = 11;

/** A node of the drawing: a model, or what is folded below one. */
interface Leaf {
  label: string;
  edge: string;
  folded: boolean;
  children: Leaf[];
}

/** The relations of a tree's edges, with their colours. */
export const relationSeries: readonly { name: string; colour: string }[] = edgeRelations.map(
  (name, place) => ({
    name,
    colour: colours[place] ?? 'currentColor',
  }),
);

/**
 * Draws a tree from left to right, each edge in the colour of its relation, what is folded in italics. Static: the same
 * tree gives the same bytes.
 */
export function drawTree(root: TreeNode): Picture {
  const laid = layOut<Leaf>().nodeSize([rowHeight, 1])(hierarchy(toLeaf(root)));
  const nodes = laid.descendants();
  placeColumns(nodes);
  const top = nodes.reduce((least, { x }) => Math.min(least, x), 0) - rowHeight;
  const bottom = nodes.reduce((most, { x }) => Math.max(most, x), 0) + rowHeight;
  const right = nodes.reduce((most, { y, data }) => Math.max(most, y + widthOf(data)), 0) + 30;
  const edges = laid.links().map(({ source, target }) => {
    const middle = target.y - 24;
    const path = `M${source.y},${source.x}H${middle}V${target.x}H${target.y - 4}`;
    return `<path d="${path}" fill="none" stroke="${colourOf(target.data.edge)}" stroke-width="1.5"/>\n`;
  });
  const marks = nodes.map(({ x, y, data }) => {
    const style = data.folded ? ' font-style="italic"' : '';
    const dot = data.folded ? '' : `<circle cx="${y}" cy="${x}" r="3.5" fill="currentColor"/>`;
    // A ground behind the letters, so that no edge runs through them.
    const ground = `<text x="${y + 7}" y="${x + 4}"${style} stroke="var(--paper, #fff)" stroke-width="4" aria-hidden="true">${svgText(textOf(data))}</text>`;
    return `${dot}${ground}<text x="${y + 7}" y="${x + 4}"${style}>${svgText(textOf(data))}</text>\n`;
  });
  const [width, height] = [Math.ceil(right + 20), Math.ceil(bottom - top)];
  return {
    svg: `<svg viewBox="-12 ${top} ${width} ${height}" width="${width}" height="${height}" font-size="${letterSize}" fill="currentColor">\n${edges.join('')}${marks.join('')}</svg>`,
    width,
    height,
  };
}

/** A column begins where the longest name of the one before it ends. */
function placeColumns(nodes: readonly HierarchyPointNode<Leaf>[]): void {
  const longest: number[] = [];
  for (const { depth, data } of nodes) longest[depth] = Math.max(longest[depth] ?? 0, widthOf(data));
  const starts = [0];
  for (const [depth, width] of longest.entries()) {
    starts[depth + 1] = (starts[depth] ?? 0) + width + 50;
  }
  for (const node of nodes) node.y = starts[node.depth] ?? 0;
}

const textOf = ({ label }: Leaf): string => (label.length > 64 ? `${label.slice(0, 63)}…` : label);

const widthOf = (leaf: Leaf): number => Math.ceil(textWidth(textOf(leaf), letterSize));

const colourOf = (edge: string): string =>
  relationSeries.find(({ name }) => edge.includes(name))?.colour ?? 'currentColor';

function toLeaf(root: TreeNode): Leaf {
  const top: Leaf = { label: root.label, edge: root.edge, folded: false, children: [] };
  const pending: [TreeNode, Leaf][] = [[root, top]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [node, leaf] = next;
    for (const child of node.children) {
      const below: Leaf = { label: child.label, edge: child.edge, folded: false, children: [] };
      leaf.children.push(below);
      pending.push([child, below]);
    }
    if (node.folded !== '') leaf.children.push({ label: node.folded, edge: '', folded: true, children: [] });
  }
  return top;
}
